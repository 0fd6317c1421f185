import type { Session } from '@app/contracts';
import { Badge, type Tone } from '../../parts/badge.js';

type Call = Pick<Session, 'recordingStatus' | 'standingOrder' | 'decision' | 'response'>;

/** What becomes of this call's recording at this moment, in a word. */
export function RecordingBadge({ call }: { call: Call }) {
  const { tone, words } = recordingOf(call);
  return <Badge tone={tone}>{words}</Badge>;
}

export function recordingOf({ recordingStatus, standingOrder, decision, response }: Call): {
  tone: Tone;
  words: string;
} {
  switch (recordingStatus) {
    case 'recording':
      return standingOrder === null
        ? { tone: 'live', words: 'recording' }
        : { tone: 'warn', words: orderly(standingOrder) };
    case 'failed':
      return { tone: 'bad', words: 'recording failed' };
    case 'notRecording':
      if (standingOrder !== null) return { tone: 'warn', words: orderly(standingOrder) };
      if (response === 'missed') return { tone: 'bad', words: 'missed' };
      if (decision === null) return { tone: 'plain', words: 'being decided' };
      return decision.action === 'record'
        ? { tone: 'warn', words: 'not recording yet' }
        : { tone: 'plain', words: `not recorded: ${decision.action}` };
  }
}

function orderly(order: NonNullable<Session['standingOrder']>): string {
  switch (order) {
    case 'paused':
      return 'paused';
    case 'stopped':
      return 'stopped';
    case 'hungUp':
      return 'hanging up';
  }
}
