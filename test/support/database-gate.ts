import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Time enough for Postgres to do what it was asked. */
const CARRIED_OUT_MS = 100;

/** A way to a database server that can be closed: as if the server, or the network to it, went away and came back. */
export class DatabaseGate {
  private readonly sockets = new Set<Socket>();
  private open = true;
  private lost: string | null = null;
  private closesAt: string | null = null;

  private constructor(
    private readonly server: Server,
    private target: { host: string; port: number } | { path: string },
  ) {}

  static async start(): Promise<DatabaseGate> {
    const server = createServer((socket) => self.pass(socket));
    const self = new DatabaseGate(server, { path: '' });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return self;
  }

  /** The address of the same database through this gate. */
  urlOf(databaseUrl: string): string {
    const url = new URL(databaseUrl);
    const host = decodeURIComponent(url.hostname);
    const port = Number(url.port || 5432);
    // A host that is a directory holds the server's Unix socket.
    this.target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port };
    const own = this.server.address() as AddressInfo;
    return databaseUrl.replace(/@[^/]*\//, `@127.0.0.1:${own.port}/`);
  }

  /** Cuts every connection, and lets nobody in until it is opened again. */
  close(): void {
    this.open = false;
    for (const socket of this.sockets) socket.destroy();
  }

  reopen(): void {
    this.open = true;
  }

  /** The next message that holds this text arrives, and its reply is lost with the connection. */
  loseReplyTo(text: string): void {
    this.lost = text;
  }

  /** Closes by itself when a message that holds this text is on its way. */
  closeAt(text: string): void {
    this.closesAt = text;
  }

  async stop(): Promise<void> {
    this.close();
    await new Promise((closed) => this.server.close(closed));
  }

  private pass(socket: Socket): void {
    if (!this.open) return void socket.destroy();
    const onward = connect(this.target);
    socket.on('data', (message) => {
      if (this.closesAt !== null && message.includes(this.closesAt)) {
        this.closesAt = null;
        return this.close();
      }
      if (this.lost === null || !message.includes(this.lost)) return;
      this.lost = null;
      onward.unpipe(socket);
      setTimeout(() => socket.destroy(), CARRIED_OUT_MS);
    });
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const) {
      this.sockets.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          this.sockets.delete(one);
          other.destroy();
        });
      one.pipe(other);
    }
  }
}
