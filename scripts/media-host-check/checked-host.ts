import { randomUUID } from 'node:crypto';
import { keepReply, preparedMediaSession, type KeepReply, type PreparedMediaSession } from '@app/contracts';
import type { HttpClient, HttpReply } from '@app/platform';

export interface Target {
  http: HttpClient;
  /** Root of the host's routes. */
  url: string;
  token: string;
  print: (line: string) => void;
}

export interface Request {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: unknown;
  /** Null: none at all. */
  token?: string | null;
}

export type Check = readonly [promise: string, check: (host: CheckedHost) => Promise<void>];

const TIMEOUT_MS = 10_000;

/** Speaks the contract, and fails when a reply does not. Never prints a blob or a token. */
export class CheckedHost {
  readonly callId: string = randomUUID();
  /** By call. */
  private readonly sessions = new Map<string, string>();
  private seconds = 0;

  constructor(private readonly target: Target) {}

  get token(): string {
    return this.target.token;
  }

  /** Each order is newer than the last, unless it asks to be older. */
  at(ageSeconds = 0): string {
    if (ageSeconds === 0) this.seconds += 1;
    return new Date(Date.now() + (this.seconds - ageSeconds) * 1_000).toISOString();
  }

  send({ method, path, body, token = this.token }: Request): Promise<HttpReply> {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    return this.target.http.request({
      method,
      url: this.target.url + path,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(text ? { 'content-type': 'application/json' } : {}),
      },
      body: text,
      timeoutMs: TIMEOUT_MS,
    });
  }

  async prepare(callId = this.callId, more: object = {}): Promise<PreparedMediaSession> {
    const reply = await this.send({
      method: 'POST',
      path: '/media-sessions',
      body: { ...prepareBody(callId), ...more },
    });
    status(reply, 201);
    const session = parsed(reply, (body) => preparedMediaSession.safeParse(body));
    this.sessions.set(callId, session.mediaSessionId);
    return session;
  }

  async keep(keep: boolean, permitId: string, at = this.at(), more: object = {}): Promise<KeepReply> {
    const reply = await this.send({ method: 'PUT', path: this.path('/keep'), body: { keep, permitId, at, ...more } });
    status(reply, 200);
    return parsed(reply, (body) => keepReply.safeParse(body));
  }

  /** Of the session under test. */
  path(rest = ''): string {
    const id = this.sessions.get(this.callId);
    if (!id) throw new Error('no session was prepared');
    return `/media-sessions/${encodeURIComponent(id)}${rest}`;
  }

  async release(callId = this.callId): Promise<HttpReply> {
    const id = this.sessions.get(callId) ?? '';
    return this.send({ method: 'DELETE', path: `/media-sessions/${encodeURIComponent(id)}` });
  }

  async tidy(): Promise<void> {
    for (const callId of this.sessions.keys()) await this.release(callId).catch(() => undefined);
  }
}

export function prepareBody(callId: string) {
  return { callId, tenantId: randomUUID(), modalities: ['audio'], purpose: 'policyRecording' };
}

export function that(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

export function status(reply: HttpReply, expected: number): void {
  that(reply.status === expected, `answered ${reply.status}, not ${expected}`);
}

export function keeps(reply: KeepReply, expected: boolean): void {
  that(reply.keep === expected, `answered keep: ${reply.keep}`);
}

/** Names the member at fault, never its value: that may be a blob. */
function parsed<T>(
  reply: HttpReply,
  parse: (body: unknown) => { data?: T; error?: { issues: { path: PropertyKey[]; message: string }[] } },
): T {
  let body: unknown;
  try {
    body = JSON.parse(reply.text);
  } catch {
    throw new Error('the reply is not JSON');
  }
  const { data, error } = parse(body);
  if (data === undefined) {
    const faults = error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
    throw new Error(`the reply breaks the contract: ${faults.join('; ')}`);
  }
  return data;
}
