import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Recorder } from './recorder.js';

/** The load balancer before the recorders: which of them take connections is for the test to say. */
export class FrontDoor {
  private readonly passages = new Map<Socket, { onward: Socket; port: number }>();
  private ports: number[] = [];
  private turn = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<FrontDoor> {
    const server = createServer((socket) => door.pass(socket));
    const door = new FrontDoor(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** For `System.start`: Teams knows the recorders by this door and by nothing else. */
  get wish() {
    return {
      recorderEnv: { RECORDER_HTTP_PUBLIC_URL: this.url },
      simulatorEnv: { SIMULATOR_RECORDER_URLS: `${this.url}/api/calls` },
    };
  }

  /** From now on these, in turn. Connections to others are cut, as by a load balancer that finds them unhealthy. */
  to(...recorders: readonly Recorder[]): void {
    this.ports = recorders.map(({ url }) => Number(new URL(url).port));
    for (const [socket, { port }] of this.passages) if (!this.ports.includes(port)) socket.destroy();
  }

  async close(): Promise<void> {
    this.to();
    await new Promise((closed) => this.server.close(closed));
  }

  private pass(socket: Socket): void {
    const port = this.ports[(this.turn += 1) % this.ports.length];
    if (port === undefined) return void socket.destroy();
    const onward = connect(port, '127.0.0.1');
    this.passages.set(socket, { onward, port });
    const end = (): void => {
      this.passages.delete(socket);
      socket.destroy();
      onward.destroy();
    };
    for (const each of [socket, onward]) each.on('error', () => undefined).on('close', end);
    socket.pipe(onward).pipe(socket);
  }
}
