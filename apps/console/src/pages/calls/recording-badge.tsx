import type { Session } from '@app/contracts';
import { Badge, type Tone } from '../../parts/badge.js';

type Call = Pick<
  Session,
  'recordingStatus' | 'standingOrder' | 'decision' | 'response' | 'endedAt' | 'recordingStartedAt'
>;

/** What becomes of this call's recording at this moment, or what became of it, in a word. */
export function RecordingBadge({ call }: { call: Call }) {
  const { tone, words } = recordingOf(call);
  return <Badge tone={tone}>{words}</Badge>;
}

export function recordingOf(call: Call): { tone: Tone; words: string } {
  const { recordingStatus, standingOrder, response } = call;
  if (recordingStatus === 'failed') return { tone: 'bad', words: 'recording failed' };
  if (response === 'missed') return { tone: 'bad', words: 'missed' };
  if (call.endedAt !== null) return becameOf(call);
  if (standingOrder !== null) return { tone: 'warn', words: orderly(standingOrder) };
  return recordingStatus === 'recording' ? { tone: 'live', words: 'recording' } : notRecording(call.decision);
}

/** Of a call that has ended. */
function becameOf({ recordingStartedAt, decision, response }: Call): { tone: Tone; words: string } {
  if (recordingStartedAt !== null) return { tone: 'good', words: 'recorded' };
  if (response === null) return { tone: 'plain', words: 'ended before an answer' };
  return decision?.action === 'record' ? { tone: 'bad', words: 'never recorded' } : notRecording(decision);
}

function notRecording(decision: Call['decision']): { tone: Tone; words: string } {
  if (decision === null) return { tone: 'plain', words: 'being decided' };
  return decision.action === 'record'
    ? { tone: 'warn', words: 'not recording yet' }
    : { tone: 'plain', words: `not recorded: ${decision.action}` };
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
