import { Metrics, Outbox, SystemClock, type Database, type EventLoopLoad } from '@app/platform';
import { ConversationStore } from '../../libs/recording/src/conversation.store.js';
import { recordingReactions } from '../../libs/recording/src/recording.reactions.js';
import { InvitationsInHand } from '../../libs/recording/src/invitations-in-hand.js';
import { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { ParticipantRecorders } from '../../libs/recording/src/coverage/participant-recorder.store.js';
import { SeatStore } from '../../libs/recording/src/seat.store.js';
import { SessionMetrics } from '../../libs/recording/src/session-metrics.js';

/** One, because each observes the process. */
const metrics = new SessionMetrics(new Metrics('test'));

/** Tests come with more than a recorder would take. */
export const neverBusy = new InvitationsInHand(new SystemClock(), { busy: 0 } as EventLoopLoad);

/** A replica's store of sessions: whatever is submitted to it at one time goes together. */
export function sessionStore(database: Database, outbox = new Outbox(database)): RecordingSessionStore {
  const react = recordingReactions({ firstKeepAliveMs: 60_000 });
  return new RecordingSessionStore(
    database,
    outbox,
    new ConversationStore(database),
    new SeatStore(),
    new ParticipantRecorders(),
    react,
    metrics,
    neverBusy,
  );
}
