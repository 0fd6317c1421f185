import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface Reply {
  status: number;
  text: string;
}

const HEAD_ENDS = '\r\n\r\n';

/**
 * A connection that is open before it is needed, as a load balancer keeps many. One request at a time, and so little work
 * for each that a thousand at once measure the recorders and not whoever sends.
 */
export class OpenLine {
  private received = '';
  private waiting: { resolve: (reply: Reply) => void; reject: (error: Error) => void } | null = null;

  private constructor(
    private readonly socket: Socket,
    private readonly host: string,
  ) {
    socket.setEncoding('utf8').setNoDelay(true);
    socket.on('data', (text: string) => this.take(text));
    socket.on('error', (error) => this.waiting?.reject(error));
    socket.on('close', () => this.waiting?.reject(new Error('The connection was closed without a reply')));
  }

  static async to(url: string): Promise<OpenLine> {
    const { hostname, port, host } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new OpenLine(socket, host);
  }

  /** A request as it goes over the wire, made before its time is taken. */
  request(path: string, token: string, body: object): Buffer {
    const json = JSON.stringify(body);
    const head = [
      `POST ${path} HTTP/1.1`,
      `host: ${this.host}`,
      `authorization: Bearer ${token}`,
      'content-type: application/json',
      `content-length: ${Buffer.byteLength(json)}`,
    ];
    return Buffer.from(head.join('\r\n') + HEAD_ENDS + json);
  }

  send(request: Buffer): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (!this.socket.writable) return reject(new Error('The connection is closed'));
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  /** The recorder's replies are ASCII and tell their length. */
  private take(text: string): void {
    this.received += text;
    const bodyAt = this.received.indexOf(HEAD_ENDS) + HEAD_ENDS.length;
    if (bodyAt < HEAD_ENDS.length) return;
    const length = Number(/\r\ncontent-length: *(\d+)\r\n/i.exec(this.received.slice(0, bodyAt))?.[1] ?? 0);
    if (this.received.length < bodyAt + length) return;
    const reply = { status: Number(this.received.split(' ', 2)[1]), text: this.received.slice(bodyAt) };
    this.received = '';
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve(reply);
  }
}
