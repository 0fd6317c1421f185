import { problemOf } from './problem.js';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface Sent {
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  query?: Query;
}

/** The admin API of the recorder that this page came from, asked by whoever is signed in. */
export class Api {
  /** `token`: of the person, good for the next request. */
  constructor(private readonly token: () => Promise<string>) {}

  /** @throws ApiProblem when it is refused, TypeError when nobody answers. */
  async get<Answer>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Answer> {
    const reply = await this.ask(addressOf(path, query), { signal: signal ?? null });
    return (await reply.json()) as Answer;
  }

  /** An order; undefined when the answer has no body. @throws ApiProblem, TypeError */
  async send<Answer>(method: 'POST' | 'PUT' | 'DELETE', path: string, sent: Sent = {}): Promise<Answer> {
    const reply = await this.ask(addressOf(path, sent.query ?? {}), {
      method,
      headers: { ...(sent.body !== undefined && { 'content-type': 'application/json' }), ...sent.headers },
      body: sent.body === undefined ? null : JSON.stringify(sent.body),
    });
    return (reply.status === 204 ? undefined : await reply.json()) as Answer;
  }

  /** All of a streamed list, to be saved. @throws ApiProblem, TypeError */
  async file(path: string, query: Query): Promise<Blob> {
    return (await this.ask(addressOf(path, query), {})).blob();
  }

  /** A reply that goes on for a while. @throws ApiProblem, TypeError */
  async follow(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Response> {
    return this.ask(addressOf(path, {}), { headers: { accept: 'text/event-stream', ...headers }, signal });
  }

  private async ask(address: string, request: RequestInit): Promise<Response> {
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${await this.token()}`);
    const reply = await fetch(address, { ...request, headers });
    if (!reply.ok) throw await problemOf(reply);
    return reply;
  }
}

/** `path` below /admin/v1; parts of the query that are undefined or empty are left out. */
export function addressOf(path: string, query: Query): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const asked = new URLSearchParams(given).toString();
  return `/admin/v1/${path}${asked && `?${asked}`}`;
}
