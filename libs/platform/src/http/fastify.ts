import { UnsupportedMediaTypeException } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { noteRoutes, type RouteRegistry } from './allowed-methods.js';
import { closeConnections, type ClosingServer } from './closing-connections.js';
import { parseJsonBody } from './json-body.js';
import { problem } from './problem.js';
import { refuseUnreadable } from './unreadable-request.js';

/** Largest body of anybody, unless its route has a limit of its own (ADR 11). */
const BODY_LIMIT_BYTES = 256 * 1024;

interface Received {
  routeOptions?: { url?: string };
}

interface ServerWish {
  /** Another limit for a route, by its pattern. */
  bodyLimitOf?: (route: string) => number | undefined;
  /** Which routes take a body of nothing, by their pattern; none, unless told. */
  mayBeEmpty?: (route: string | undefined) => boolean;
}

/**
 * The HTTP server of every program: bounded in size and time, JSON only. Create the application with
 * `bodyParser: false`, or Nest adds a parser for forms.
 */
export function createFastifyAdapter({
  bodyLimitOf = () => undefined,
  mayBeEmpty = () => false,
}: ServerWish = {}): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    // Time to receive a whole request: a slow sender must not hold a socket.
    requestTimeout: 10_000,
    connectionTimeout: 30_000,
    // Longer than the idle time of the usual load balancers, which would otherwise send into a closing connection.
    keepAliveTimeout: 75_000,
    // On shutdown, idle keep-alive connections must not hold the process.
    forceCloseConnections: 'idle',
    // What still comes over a busy one is served as ever, and told that it was the last: a joining must not hear 503.
    return503OnClosing: false,
    logger: false,
    // The longest id that a contract allows in a path, a media session's, has 128 characters; Fastify's own limit is 100.
    routerOptions: { maxParamLength: 256 },
    clientErrorHandler: refuseUnreadable,
    // What the router itself refuses, a path that no route can have, never reaches the filter.
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      const told = problem(error.statusCode ?? 400, 'http.bad-path');
      void reply.status(told.status).header('content-type', 'application/problem+json; charset=utf-8').send(told);
    },
  });
  const server = adapter.getInstance<RouteRegistry & ClosingServer & { removeContentTypeParser(type: string): void }>();
  closeConnections(server);
  server.addHook('onRoute', (route) => {
    route.bodyLimit = bodyLimitOf(route.url) ?? BODY_LIMIT_BYTES;
  });
  server.removeContentTypeParser('text/plain');
  adapter.useBodyParser('application/json', false, {}, (request: Received, body: Buffer) =>
    Promise.resolve(parseJsonBody(body.toString('utf8'), { mayBeEmpty: mayBeEmpty(request.routeOptions?.url) })),
  );
  // PowerShell says so of every POST that has no body.
  adapter.useBodyParser('application/x-www-form-urlencoded', false, {}, (_request: Received, body: Buffer) =>
    body.length === 0 ? Promise.resolve(undefined) : Promise.reject(new UnsupportedMediaTypeException()),
  );
  noteRoutes(server);
  return adapter;
}
