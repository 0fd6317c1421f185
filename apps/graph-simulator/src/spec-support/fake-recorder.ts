import { createServer as createHttpServer, type IncomingHttpHeaders, type Server as HttpServer } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  changeType: string;
  resourceUrl: string;
  data: Record<string, unknown>;
}

type Json = Record<string, unknown>;
type Envelope = { value: [{ changeType: string; resourceUrl: string; resourceData?: Json }] };
type Reaction = (received: Received) => unknown;

/** A recorder small enough to see through: remembers what it is told, and does what a test says. */
export class FakeRecorder {
  readonly received: Received[] = [];
  /** What it does with an invitation; the reply is 202 anyway. */
  onIncoming: Reaction = () => undefined;
  /** May return the body of a join response. */
  onJoining: Reaction = () => undefined;
  onOther: Reaction = () => undefined;
  status = 202;
  private constructor(private readonly server: HttpServer) {}

  static async start(): Promise<FakeRecorder> {
    const server = createHttpServer();
    const recorder = new FakeRecorder(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Envelope | Json;
        void Promise.resolve(recorder.take(request.url ?? '', request.headers, body)).then((answer) => {
          response.writeHead(answer ? 200 : recorder.status, { 'content-type': 'application/json' });
          response.end(answer ? JSON.stringify(answer) : undefined);
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return recorder;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Names of what came for a call, in order: states, or the last word of the path. */
  story(callId: string): string[] {
    return this.received.filter(({ resourceUrl }) => resourceUrl.includes(callId)).map(nameOf);
  }

  private take(path: string, headers: IncomingHttpHeaders, body: Envelope | Json): unknown {
    // A joining may be the whole body.
    const bare: Envelope['value'] = [{ changeType: '', resourceUrl: '', resourceData: body }];
    const [{ changeType, resourceUrl, resourceData = {} }] = Array.isArray(body.value)
      ? (body as Envelope).value
      : bare;
    const received = { path, headers, changeType, resourceUrl, data: resourceData };
    this.received.push(received);
    const type = resourceData['@odata.type'];
    if (resourceData.state === 'incoming') void this.onIncoming(received);
    else if (type === '#microsoft.graph.participantJoiningNotification') return this.onJoining(received);
    else void this.onOther(received);
    return undefined;
  }
}

function nameOf({ resourceUrl, changeType, data }: Received): string {
  const tail = resourceUrl.split('/').slice(4)[0];
  if (tail) return tail;
  return typeof data.state === 'string' ? data.state : changeType;
}

/** Listens where a media host would; `blob` is what goes into an answer. */
export class FakeMediaHost {
  readonly bytes: Buffer[] = [];
  /** Told of the call whose connection closes. */
  onLost: (callId: string) => void = () => undefined;
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeMediaHost> {
    const server = createServer();
    const host = new FakeMediaHost(server);
    server.on('connection', (socket) => {
      host.sockets.add(socket);
      let callId = '';
      socket.on('data', (chunk: Buffer) => {
        host.bytes.push(chunk);
        // The first line of a connection names its call.
        callId ||= /"callId":"([^"]+)"/.exec(chunk.toString())?.[1] ?? '';
      });
      socket.on('close', () => {
        host.sockets.delete(socket);
        host.onLost(callId);
      });
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return host;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  blob(): string {
    return JSON.stringify({ mpUri: `net.tcp://127.0.0.1:${this.port}/MediaProcessor`, mpMediaSessionId: 'session-1' });
  }

  /** As if it were killed and started again. */
  dropAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  stop(): void {
    this.dropAll();
    this.server.close();
  }
}
