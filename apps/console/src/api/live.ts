import type { LiveSessions } from '@app/contracts';
import type { Api } from './api.js';
import { EventParser } from './event-parser.js';
import { ApiProblem } from './problem.js';

/** Before a stream that broke is asked for again. */
const COME_AGAIN_MS = 2_000;
/** Before one that was refused is: it will be, until somebody changes something. */
const REFUSED_FOR_MS = 30_000;

export type LiveState = 'connecting' | 'following' | 'lost';

export interface LiveEars {
  /** These sessions changed, and are to be read anew. */
  changed(sessions: LiveSessions['sessions']): void;
  /** So much was missed that everything is to be read anew. */
  missed(): void;
  state(state: LiveState): void;
}

/**
 * Follows which sessions change until `signal` says enough; nothing is missed across a break, since the last event's id is
 * shown when the stream is asked for again.
 */
export async function followLive(api: Pick<Api, 'follow'>, ears: LiveEars, signal: AbortSignal): Promise<void> {
  const parser = new EventParser();
  while (!signal.aborted) {
    let waitMs = COME_AGAIN_MS;
    try {
      await listen(api, ears, parser, signal);
    } catch (error) {
      // The pages' own questions say why.
      if (!signal.aborted) ears.state('lost');
      if (error instanceof ApiProblem && error.status < 500) waitMs = REFUSED_FOR_MS;
    }
    await pause(waitMs, signal);
  }
}

async function listen(
  api: Pick<Api, 'follow'>,
  ears: LiveEars,
  parser: EventParser,
  signal: AbortSignal,
): Promise<void> {
  const place = parser.lastEventId;
  const reply = await api.follow('live', place === undefined ? {} : { 'last-event-id': place }, signal);
  if (!reply.body) return;
  ears.state('following');
  // Without a place nobody knows what was missed while no stream was open.
  if (place === undefined) ears.missed();
  const decoder = new TextDecoder();
  const reader = reply.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    for (const { type, data } of parser.read(decoder.decode(read.value, { stream: true }))) {
      if (type === 'sessions') ears.changed((JSON.parse(data) as LiveSessions).sessions);
      if (type === 'reset') ears.missed();
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
