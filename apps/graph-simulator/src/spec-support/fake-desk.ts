import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface ProgramNote {
  name: string;
  role: string;
  ports: number[];
}

/** The desk of a system that a test makes up: remembers what was broken, and does what the test says. */
export class FakeDesk {
  readonly orders: string[] = [];
  programs: ProgramNote[] = [];
  onOrder: (order: string) => void | Promise<void> = () => undefined;
  private constructor(private readonly server: Server) {}

  static async start(): Promise<FakeDesk> {
    const server = createServer();
    const desk = new FakeDesk(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const order = `${request.url} ${Buffer.concat(chunks).toString()}`.trim();
        if (request.method === 'POST') desk.orders.push(order);
        void Promise.resolve(request.method === 'POST' ? desk.onOrder(order) : undefined).then(() => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(JSON.stringify({ items: desk.programs }));
        });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return desk;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
