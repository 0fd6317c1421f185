import type { IncomingMessage, Server } from 'node:http';
import type { Socket } from 'node:net';

/** Time enough for whoever has just been answered to ask again, which is answered as the last. */
const SWEEP_MS = 200;

/** The part of Fastify that is told of its end. */
export interface ClosingServer {
  server: Server;
  addHook(name: 'preClose', hook: (done: () => void) => void): unknown;
}

/**
 * A server that closes waits for all connections that are busy, and closes only what is idle at that moment: one whose
 * reply was under way would be kept alive for as long as any other. And one over which nothing was ever asked, such as load
 * balancers keep in store, is busy by Node's account.
 */
export function closeConnections(fastify: ClosingServer): void {
  const { server } = fastify;
  const unused = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  fastify.addHook('preClose', (done) => {
    for (const socket of unused) socket.destroy();
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.once('close', () => clearInterval(sweep));
    done();
  });
}
