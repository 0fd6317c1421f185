import { SpanKind, type Span } from '@opentelemetry/api';
import { Agent } from 'undici';
import { failSpan, inSpan, traceHeaders, type SpanOptions } from '../tracing/spans.js';

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  /** Sent as it is; the caller sets content-type. */
  body?: string;
  /** For the whole exchange, connecting and reading the body included. */
  timeoutMs: number;
}

export interface HttpReply {
  status: number;
  /** Names in lower case; repeated ones joined by ', '. */
  headers: Readonly<Record<string, string>>;
  text: string;
}

/** No reply was read. `sent: 'no'` is certain, so a repeat cannot do it twice; `'unknown'` is everything else. */
export class HttpFault extends Error {
  constructor(
    message: string,
    readonly sent: 'no' | 'unknown',
    readonly fault: string,
  ) {
    super(message);
    this.name = 'HttpFault';
  }
}

/** Faults of connecting, TLS included: not a byte of the request has left. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Requests over pooled keep-alive connections; one for the process. */
export class HttpClient {
  private readonly agent;

  /** `ca`: PEM of the only authorities to trust. Unset: Node's own, with those of NODE_EXTRA_CA_CERTS. */
  constructor({ ca }: { ca?: string } = {}) {
    this.agent = new Agent({
      connections: 128,
      // Invites may be minutes apart, and each should find an open connection.
      keepAliveTimeout: 120_000,
      keepAliveMaxTimeout: 300_000,
      // A roster of a thousand people is below 4 MiB; anything far beyond is not meant for us.
      maxResponseSize: 16 * 1024 * 1024,
      connect: { timeout: 2_000, ca },
    });
  }

  async request(request: HttpRequest): Promise<HttpReply> {
    const { method } = request;
    const url = new URL(request.url);
    return inSpan(
      method,
      () => spanOf(method, url),
      async (span) => {
        const reply = await this.send(request, url);
        if (span) noteStatus(span, reply.status);
        return reply;
      },
    );
  }

  private async send(
    { method, headers, body, timeoutMs }: HttpRequest,
    { origin, pathname, search }: URL,
  ): Promise<HttpReply> {
    try {
      const reply = await this.agent.request({
        origin,
        path: pathname + search,
        method,
        headers: { ...headers, ...traceHeaders() },
        body,
        signal: AbortSignal.timeout(Math.max(1, Math.floor(timeoutMs))),
      });
      const text = await reply.body.text();
      return { status: reply.statusCode, headers: flat(reply.headers), text };
    } catch (error) {
      const fault = faultOf(error);
      throw new HttpFault(`${method} ${origin}: ${fault}`, NEVER_SENT.has(fault) ? 'no' : 'unknown', fault);
    }
  }

  /** Opens a connection ahead of need. Whether the far side likes the request does not matter; failures are silent. */
  async warm(origin: string): Promise<void> {
    await this.request({ method: 'GET', url: origin, timeoutMs: 2_000 }).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.agent.close();
  }
}

/** Without what is asked for: a query may hold anything. */
function spanOf(method: string, { origin, hostname, port, protocol, pathname }: URL): SpanOptions {
  const attributes = {
    'http.request.method': method,
    'server.address': hostname,
    'server.port': Number(port || (protocol === 'https:' ? 443 : 80)),
    'url.full': origin + pathname,
  };
  return { kind: SpanKind.CLIENT, attributes };
}

function noteStatus(span: Span, status: number): void {
  span.setAttribute('http.response.status_code', status);
  if (status >= 400) failSpan(span, String(status));
}

function flat(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'timeout';
  return (error as { code?: string }).code ?? error.name;
}
