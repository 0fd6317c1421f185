import type { Conversation } from '@app/contracts';
import type { Tone } from '../../parts/badge.js';

type Leg = Conversation['legs'][number];

/** What a leg is called on the page of its conversation: the first invited is the first. */
export function legName(legs: readonly Pick<Leg, 'sessionId'>[], sessionId: string): string {
  const index = legs.findIndex((leg) => leg.sessionId === sessionId);
  return index < 0 ? 'another call' : `leg ${index + 1}`;
}

export function standingOf({ isPrimary, lane }: Pick<Leg, 'isPrimary' | 'lane'>): string {
  if (isPrimary) return 'primary';
  return lane > 0 ? `twin ${lane}` : 'further';
}

const FLOWS: Record<Leg['mediaState'], Tone> = { awaited: 'plain', flowing: 'live', unheard: 'warn', lost: 'bad' };
const FLOWED: Record<Leg['mediaState'], { tone: Tone; words: string }> = {
  awaited: { tone: 'plain', words: 'none came' },
  flowing: { tone: 'plain', words: 'over' },
  unheard: { tone: 'warn', words: 'unheard at the end' },
  lost: { tone: 'bad', words: 'lost at the end' },
};

/** The state of a leg's media, or what it was at last: nothing flows any more in one that has ended. */
export function mediaOf({ mediaState, endedAt }: Pick<Leg, 'mediaState' | 'endedAt'>): { tone: Tone; words: string } {
  return endedAt === null ? { tone: FLOWS[mediaState], words: mediaState } : FLOWED[mediaState];
}

const SHOWN: Record<Leg['recordingStatus'], Tone> = { recording: 'live', notRecording: 'plain', failed: 'bad' };

/** What Teams shows people of its recording, or showed them at last. */
export function shownOf({ recordingStatus, endedAt }: Pick<Leg, 'recordingStatus' | 'endedAt'>): {
  tone: Tone;
  words: string;
} {
  if (endedAt === null || recordingStatus === 'failed') return { tone: SHOWN[recordingStatus], words: recordingStatus };
  return { tone: 'plain', words: recordingStatus === 'recording' ? 'recording, to the end' : recordingStatus };
}
