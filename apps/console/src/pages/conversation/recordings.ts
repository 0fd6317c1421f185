import type { CoveragePage } from '@app/contracts';
import { joined } from '../coverage/joined.js';

type Participant = CoveragePage['items'][number];

/** One of our calls recorded somebody from then to then; `to` null: it still does. */
export interface RecordingOfOne {
  participantId: string;
  userId: string | null;
  sessionId: string;
  from: string;
  to: string | null;
}

/** Who was recorded by which call of ours, whoever else recorded them at the same time. */
export function recordingsIn(participants: readonly Participant[]): RecordingOfOne[] {
  return participants.flatMap(({ participantId, userId, stretches }) => {
    const sessionIds = new Set(stretches.flatMap((stretch) => stretch.sessionIds));
    return [...sessionIds].flatMap((sessionId) =>
      joined(stretches.filter((stretch) => stretch.sessionIds.includes(sessionId))).map((stretch) => ({
        ...{ participantId, userId, sessionId },
        ...stretch,
      })),
    );
  });
}
