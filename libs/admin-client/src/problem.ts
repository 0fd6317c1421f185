import type { components } from './schema.js';

type Problem = components['schemas']['Problem'];

/**
 * A request that was refused, or that failed (RFC 9457). `code` is stable, and what programs go by; `detail` is for people.
 * Where somebody between us and the recorder replied, or nothing can be read, there is no code.
 */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
  readonly status: number;
  /** E.g. `recording.no-such-session`. */
  readonly code: string | undefined;
  readonly title: string;
  readonly detail: string | undefined;
  /** What explains the refusal, e.g. `parameters: [{ name, reason }]` of an invalid request. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** In how many seconds to come again, where the reply says so. */
  readonly retryAfter: number | undefined;

  constructor({ status, statusText, headers }: Response, body: unknown) {
    const told: Partial<Problem> = isProblem(body) ? body : {};
    const title = told.title ?? (statusText === '' ? 'No title' : statusText);
    super([`${status} ${title}`, told.detail, told.code && `(${told.code})`].filter(Boolean).join(' '));
    this.status = status;
    this.code = told.code;
    this.title = title;
    this.detail = told.detail;
    this.facts = told.facts ?? {};
    this.retryAfter = secondsOf(headers.get('retry-after'));
  }
}

/** What comes of a request: exactly one of `data` and `error`. */
export interface Asked {
  data?: unknown;
  error?: unknown;
  response: Response;
}

/** What a reply carries that is no problem. */
export type Answered<Reply extends Asked> = Reply extends { data: infer Data; error?: never } ? Data : never;

/**
 * The data of a reply: `const session = await unwrap(client.GET('/admin/v1/sessions/{sessionId}', …))`.
 * @throws AdminProblem for any other reply; what `fetch` throws when there is none
 */
export async function unwrap<Reply extends Asked>(asked: Promise<Reply>): Promise<Answered<Reply>> {
  const { data, error, response } = await asked;
  if (!response.ok) throw new AdminProblem(response, error);
  return data as Answered<Reply>;
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
}

/** The recorder says seconds; a date, which others may say, is left to whoever reads the header. */
function secondsOf(retryAfter: string | null): number | undefined {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : undefined;
}
