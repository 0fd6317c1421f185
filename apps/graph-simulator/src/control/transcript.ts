import { Injectable } from '@nestjs/common';
import { blanked } from './blanked.js';

export interface TranscriptEntry {
  direction: 'toGraph' | 'toEntra' | 'toRecorder';
  /** Graph verb, or the kind of a notification. */
  verb: string;
  callId?: string;
  status: number | null;
  durationMs: number;
  url?: string;
  messageId?: string;
  /** What the request broke of Microsoft's description; absent when it kept it. */
  schemaViolation?: string;
  /** What the desk did on purpose: lost, repeated, reordered, delayed, refused. */
  mishap?: string;
  error?: string;
  body?: unknown;
  answer?: unknown;
}

export type NumberedEntry = TranscriptEntry & { sequence: number; at: string };

const CAPACITY = 10_000;
/** Kept apart: a long load run must not push out what a test looks for. */
const VIOLATIONS = 100;

/** What was said in both directions, newest CAPACITY entries. Secrets are blanked when it is read, which keeps writing cheap. */
@Injectable()
export class Transcript {
  private readonly entries: Kept[] = [];
  private readonly broken: Kept[] = [];
  private sequence = 0;

  note(entry: TranscriptEntry): void {
    this.sequence += 1;
    const kept = { ...entry, sequence: this.sequence, time: Date.now() };
    this.entries[this.sequence % CAPACITY] = kept;
    if (entry.schemaViolation && this.broken.length < VIOLATIONS) this.broken.push(kept);
  }

  read(filter: { callId?: string; since?: number; limit?: number }): NumberedEntry[] {
    const { callId, since = 0, limit = CAPACITY } = filter;
    return this.entries
      .filter((entry) => entry.sequence > since && (!callId || entry.callId === callId))
      .sort((one, other) => one.sequence - other.sequence)
      .slice(-limit)
      .map(shown);
  }

  /** Requests that broke Microsoft's description, the first VIOLATIONS since the start. */
  violations(): NumberedEntry[] {
    return this.broken.map(shown);
  }
}

type Kept = TranscriptEntry & { sequence: number; time: number };

function shown({ time, ...entry }: Kept): NumberedEntry {
  return {
    at: new Date(time).toISOString(),
    ...entry,
    durationMs: Math.round(entry.durationMs * 10) / 10,
    ...(entry.body !== undefined && { body: blanked(entry.body) }),
    ...(entry.answer !== undefined && { answer: blanked(entry.answer) }),
  };
}
