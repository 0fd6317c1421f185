import type { Token } from './client.js';
import { Connection } from './connection.js';
import { eventsOf } from './event-stream.js';
import { AdminProblem } from './problem.js';
import type { components } from './schema.js';

/** A session in which something happened: a hint to read it anew. */
export type LiveSession = components['schemas']['LiveSessions']['sessions'][number];

/** `reset`: so much was missed, or may have been, that everything is to be read anew. */
export type LiveEvent = { type: 'sessions'; sessions: LiveSession[] } | { type: 'reset' };

/** `following`: the stream is open. `lost`: it broke or could not be had, and is asked for again. */
export type LiveState = 'following' | 'lost';

export interface LiveOptions {
  /** Root of a recorder; any of them tells what happens at all. */
  baseUrl: string;
  token: Token;
  /** Where an earlier stream was left, which `onPlace` told: what happened since comes first. */
  lastEventId?: string;
  /** Told whenever the stream has come further, after everything before was handed out. */
  onPlace?: (lastEventId: string) => void;
  /** Told each time that the stream opens, and that it is lost. */
  onState?: (state: LiveState) => void;
  /** Ends the stream. */
  signal?: AbortSignal;
  /** Instead of the platform's own. */
  fetch?: (url: string, init: RequestInit) => Promise<Response>;
}

/** Until the stream says otherwise. */
const COME_AGAIN_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * What changes, as it changes, until `signal` ends it: `for await (const event of live({ … }))`. A stream that ends or
 * breaks is taken up where it was left, after a pause that grows while the recorder cannot be reached; nothing is missed,
 * and some of it may come twice.
 * @throws AdminProblem when the recorder refuses, so that coming again would not help; whatever `token` throws
 */
export async function* live(options: LiveOptions): AsyncGenerator<LiveEvent, void, undefined> {
  const { baseUrl, token, onPlace, onState, signal, fetch: ask = fetch } = options;
  const url = `${baseUrl.replace(/\/+$/, '')}/admin/v1/live`;
  let { lastEventId } = options;
  let comeAgainMs = COME_AGAIN_MS;
  let failures = 0;
  for (let attempt = 1; !signal?.aborted; attempt += 1) {
    const headers = {
      accept: 'text/event-stream',
      authorization: `Bearer ${await token()}`,
      ...(lastEventId !== undefined && { 'last-event-id': lastEventId }),
    };
    const connection = new Connection(signal);
    let reached = lastEventId;
    let waitMs = 0;
    try {
      const notes = {
        onId: (id: string) => void (reached = id),
        onRetry: (milliseconds: number) => void (comeAgainMs = Math.min(milliseconds, LONGEST_WAIT_MS)),
        onWait: () => {
          connection.waiting();
          if (reached === lastEventId || reached === undefined) return;
          lastEventId = reached;
          onPlace?.(reached);
        },
        onSound: () => {
          connection.heard();
          failures = 0;
        },
      };
      const body = await connection.open(ask, url, headers);
      onState?.('following');
      // Without a place the recorder tells what happens from now on, and nobody what happened meanwhile.
      if (attempt > 1 && lastEventId === undefined) yield { type: 'reset' };
      for await (const { type, data } of eventsOf(body, notes)) {
        const known = liveEventOf(type, data);
        if (known) yield known;
      }
      waitMs = comeAgainMs;
    } catch (error) {
      if (signal?.aborted) return;
      if (error instanceof AdminProblem && !isPassing(error)) throw error;
      failures += 1;
      onState?.('lost');
      waitMs = waitAfter(failures, comeAgainMs, error);
    } finally {
      connection.close();
    }
    await pause(waitMs, signal);
  }
}

/** Of a later version of the recorder there may be events that this one does not know. */
function liveEventOf(type: string, data: string): LiveEvent | undefined {
  if (type === 'reset') return { type };
  if (type !== 'sessions') return undefined;
  const { sessions } = JSON.parse(data) as { sessions: LiveSession[] };
  return { type, sessions };
}

/** What may be otherwise in a moment, as opposed to what is wrong with the request. */
function isPassing({ status }: AdminProblem): boolean {
  return status >= 500 || status === 408 || status === 429;
}

/** Twice as long each time, and not all clients at once; no sooner than the recorder says. */
function waitAfter(failures: number, comeAgainMs: number, error: unknown): number {
  const longest = Math.min(LONGEST_WAIT_MS, comeAgainMs * 2 ** Math.min(failures - 1, 10));
  const asked = error instanceof AdminProblem ? (error.retryAfter ?? 0) * 1_000 : 0;
  return Math.max(asked, longest / 2 + (Math.random() * longest) / 2);
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', over);
      resolve();
    };
    const timer = setTimeout(over, milliseconds);
    signal?.addEventListener('abort', over);
    if (signal?.aborted) over();
  });
}
