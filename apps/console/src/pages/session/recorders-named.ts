import type { Conversation, CoveragePage, SessionDetail } from '@app/contracts';
import { joined, type TimeStretch } from '../coverage/joined.js';

type Named = SessionDetail['pairedRecorders'][number];

/** Another application that Teams invited for the same person, and what is known of it. */
export interface RecorderNamed extends Named {
  as: 'paired' | 'other';
  /** Its calls of this conversation, when it is one of ours. */
  sessionIds: string[];
  /** From when to when rosters showed it recording somebody. */
  seen: TimeStretch[];
}

/** Every recorder that Teams named with a call; `conversation` is that of the call. */
export function recordersNamed(
  call: Pick<SessionDetail, 'id' | 'pairedRecorders' | 'otherRecorders'>,
  conversation: { legs: readonly Pick<Conversation['legs'][number], 'sessionId' | 'applicationInstanceId'>[] },
  coverage: Pick<CoveragePage, 'items'>,
): RecorderNamed[] {
  const told = (named: Named, as: RecorderNamed['as']): RecorderNamed => ({
    ...named,
    as,
    sessionIds: conversation.legs
      .filter(
        ({ sessionId, applicationInstanceId }) => sessionId !== call.id && isSame(applicationInstanceId, named.id),
      )
      .map(({ sessionId }) => sessionId),
    seen: joined(seenRecording(named.participantId, coverage)),
  });
  return [
    ...call.pairedRecorders.map((named) => told(named, 'paired')),
    ...call.otherRecorders.map((named) => told(named, 'other')),
  ];
}

/** Whomever it recorded. */
function seenRecording(participantId: string | null, { items }: Pick<CoveragePage, 'items'>): TimeStretch[] {
  if (participantId === null) return [];
  return items.flatMap(({ stretches }) => stretches.filter(({ recorderIds }) => recorderIds.includes(participantId)));
}

/** Ids of Entra, in any case. */
function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one.toLowerCase() === other?.toLowerCase();
}
