import { SpanKind, type Span } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { areTracesOn, beginSpan, failSpan, within } from './spans.js';

/** Asked every few seconds by whoever watches, or the same files for everybody: no part of any story. */
const NOT_TRACED = /^\/(health|metrics|console)/;

/** Whoever has it could speak for a call: the last part of its callbackUri. */
const SECRET = ':callKey';

/** Without its query, which may hold names. */
function pathOf(url: string, route: string): string {
  return route.includes(SECRET) ? route.replace(SECRET, 'REDACTED') : url.split('?', 1)[0]!;
}

/**
 * A span for each request, named by its route. It begins before whoever asks is known, and what the request's handlers do
 * belongs to it. No trace of a caller is gone on with: whoever calls is a stranger until then.
 */
export function traceRequests(server: FastifyInstance): void {
  if (!areTracesOn()) return;
  const spans = new WeakMap<FastifyRequest, Span>();
  server.addHook('onRequest', (request, _reply, done) => {
    const { method, routeOptions } = request;
    const route = routeOptions.url;
    if (route === undefined || NOT_TRACED.test(route)) return done();
    const attributes = {
      'http.request.method': method,
      'http.route': route,
      'url.scheme': request.protocol,
      'url.path': pathOf(request.url, route),
    };
    const span = beginSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes });
    if (span) spans.set(request, span);
    done();
  });
  // Here and not sooner: what comes after a body was read has forgotten what it belongs to.
  server.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request);
    if (span) within(span, done);
    else done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (span && reply.statusCode >= 500) failSpan(span, String(reply.statusCode));
    span?.end();
    done();
  });
}
