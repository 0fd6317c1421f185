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

const CAPACITY = 20_000;

/** What was said in both directions, newest CAPACITY entries. Secrets are blanked when it is read, which keeps writing cheap. */
@Injectable()
export class Transcript {
  private readonly entries: (TranscriptEntry & { sequence: number; time: number })[] = [];
  private sequence = 0;

  note(entry: TranscriptEntry): void {
    this.sequence += 1;
    this.entries[this.sequence % CAPACITY] = { ...entry, sequence: this.sequence, time: Date.now() };
  }

  read(filter: { callId?: string; since?: number; limit?: number }): NumberedEntry[] {
    const { callId, since = 0, limit = CAPACITY } = filter;
    return this.entries
      .filter((entry) => entry.sequence > since && (!callId || entry.callId === callId))
      .sort((one, other) => one.sequence - other.sequence)
      .slice(-limit)
      .map(({ time, ...entry }) => ({
        at: new Date(time).toISOString(),
        ...entry,
        durationMs: Math.round(entry.durationMs * 10) / 10,
        ...(entry.body !== undefined && { body: blanked(entry.body) }),
        ...(entry.answer !== undefined && { answer: blanked(entry.answer) }),
      }));
  }

  violations(): NumberedEntry[] {
    return this.read({}).filter((entry) => entry.schemaViolation !== undefined);
  }
}
