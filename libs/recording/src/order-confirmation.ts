import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { OrderUnconfirmed } from './recording.errors.js';
import type { RecordingSession } from './recording-session.aggregate.js';
import { RecordingSessionStore } from './recording-session.store.js';

/** A media host has five seconds to obey, and Graph answers within the next few. */
const CONFIRMED_WITHIN_MS = 12_000;
const LOOK_EVERY_MS = 250;

/** Whoever orders something hears of success only when Teams shows it: another recorder may be carrying it out. */
@Injectable()
export class OrderConfirmation {
  constructor(private readonly sessions: RecordingSessionStore) {}

  /** `isConfirmed` may throw what keeps it from ever being so. Throws OrderUnconfirmed when the time is over. */
  async of(callId: string, isConfirmed: (session: RecordingSession) => boolean): Promise<void> {
    const until = performance.now() + CONFIRMED_WITHIN_MS;
    for (;;) {
      const session = await this.sessions.find(callId);
      if (!session || isConfirmed(session)) return;
      if (performance.now() >= until) throw new OrderUnconfirmed(callId, session.recordingStatus);
      await sleep(LOOK_EVERY_MS);
    }
  }
}

/** Nothing of the call is being kept any more, and Teams shows that. */
export function showsNoRecording({ callId, endedAt, recordingStatus, flags }: RecordingSession): boolean {
  if (endedAt || recordingStatus === 'notRecording') return true;
  // Teams was told `failed` instead: whether the host has stopped nobody knows.
  if (recordingStatus === 'failed' && flags.includes('stopUnconfirmed'))
    throw new OrderUnconfirmed(callId, recordingStatus);
  return false;
}
