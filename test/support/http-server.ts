import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface PreparedReply {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

/** What a server does with a request: a reply, or its own way with the socket. */
export type Behaviour = (
  request: ReceivedRequest,
  response: ServerResponse,
) => PreparedReply | undefined | Promise<PreparedReply | undefined>;

/** A real HTTP server on a free port of 127.0.0.1, which remembers what it was asked. */
export class TestServer {
  private constructor(
    private readonly server: Server,
    readonly url: string,
    readonly requests: readonly ReceivedRequest[],
  ) {}

  static async start(behaviour: Behaviour, tls?: ServerOptions): Promise<TestServer> {
    const requests: ReceivedRequest[] = [];
    const onRequest = (incoming: IncomingMessage, response: ServerResponse) => {
      void receive(incoming).then(async (request) => {
        requests.push(request);
        const reply = await behaviour(request, response);
        if (!reply) return;
        const text =
          reply.body === undefined || typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body);
        response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(text);
      });
    };
    const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new TestServer(server, `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, requests);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = incoming;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}
