import type { CoveragePage } from '@app/contracts';
import type { Tone } from '../../parts/badge.js';
import type { Lane } from '../../parts/lanes.js';

type Participant = CoveragePage['items'][number];
type Coverage = Participant['stretches'][number]['coverage'];

const TONES: Record<Coverage, Tone> = { none: 'bad', single: 'good', double: 'live' };
const WORDS: Record<Coverage, string> = {
  none: 'recorded by none',
  single: 'recorded by one recorder',
  double: 'recorded by two recorders or more',
};
const ID_SHOWN = 8;

/**
 * By how many each participant was recorded and by whom, and from when to when recorders of others were there. `callName`
 * says what a call of ours is called where the lanes are shown.
 */
export function coverageLanes(participants: readonly Participant[], callName: (sessionId: string) => string): Lane[] {
  return [...participants.map((participant) => participantLane(participant, callName)), ...recorderLanes(participants)];
}

function participantLane(
  { participantId, userId, stretches }: Participant,
  callName: (sessionId: string) => string,
): Lane {
  return {
    name: userId === null ? `Participant ${short(participantId)}` : `User ${short(userId)}, ${short(participantId)}`,
    stretches: stretches.map(({ from, to, coverage, sessionIds, recorderIds }) => {
      const names = new Set([...sessionIds.map(callName), ...recorderIds.map((id) => `recorder ${short(id)}`)]);
      const by = names.size === 0 ? '' : `: ${[...names].join(', ')}`;
      return { from, to, what: `${WORDS[coverage]}${by}`, tone: TONES[coverage] };
    }),
  };
}

/** Of each recorder that is not ours: while it covered anybody, participant by participant. */
function recorderLanes(participants: readonly Participant[]): Lane[] {
  const all = participants.flatMap(({ participantId, stretches }) =>
    stretches.flatMap(({ from, to, recorderIds }) => recorderIds.map((id) => ({ id, from, to, participantId }))),
  );
  return [...new Set(all.map(({ id }) => id))].map((recorder) => ({
    name: `Recorder ${short(recorder)}`,
    stretches: all
      .filter(({ id }) => id === recorder)
      .map(({ from, to, participantId }) => ({ from, to, what: `covers ${short(participantId)}`, tone: 'plain' })),
  }));
}

const short = (id: string): string => (id.length <= ID_SHOWN ? id : `${id.slice(0, ID_SHOWN)}…`);
