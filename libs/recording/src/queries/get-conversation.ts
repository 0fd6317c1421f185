import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { CallState, RecordingStatus } from '@app/graph-comms';
import { Database, type Statement } from '@app/platform';
import { IS_PRIMARY } from '../coverage/primary-leg.js';
import { utc } from '../session-view.js';
import { requireVisibleConversation } from './visible-conversation.js';

/** Somebody whom a leg records now. */
export interface SeatView {
  number: number;
  participantId: string;
  userId: string | null;
  takenAt: string;
}

/** One call of a conversation: an invitation to one application, and whom it records. */
export interface LegView {
  sessionId: string;
  callId: string;
  callChainId: string | null;
  applicationInstanceId: string | null;
  observedParticipantId: string | null;
  /** Of the legs that are up the one answered first; when none is up, the first answered of all. */
  isPrimary: boolean;
  /** 0; 1 for the second of twin invitations. */
  lane: number;
  spilledFrom: string | null;
  callState: CallState;
  recordingStatus: RecordingStatus;
  response: 'answered' | 'rejected' | 'redirected' | 'missed' | null;
  participantCapacity: number | null;
  mediaHostId: string | null;
  mediaState: 'awaited' | 'flowing' | 'unheard' | 'lost';
  flags: string[];
  receivedAt: string;
  respondedAt: string | null;
  endedAt: string | null;
  seats: SeatView[];
}

/** One Teams call or meeting: its legs, the first invited first, and who is recorded by which. */
export interface ConversationView {
  id: string;
  tenantId: string;
  beganAt: string;
  endedAt: string | null;
  legs: LegView[];
}

/** Throws NoSuchConversation, also when it is another tenant's: that it exists is nobody else's business. */
export class GetConversation extends Query<ConversationView> {
  constructor(
    readonly tenantScope: string | null,
    readonly conversationId: string,
  ) {
    super();
  }
}

/** One statement, so that nobody who moves from one leg to another meanwhile shows in both, or in none. */
const LEGS: Statement = {
  name: 'recording.legs-of-conversation',
  text: `SELECT session_id AS "sessionId", call_id AS "callId", call_chain_id AS "callChainId",
      application_instance_id AS "applicationInstanceId", observed_participant_id AS "observedParticipantId",
      ${IS_PRIMARY} AS "isPrimary",
      lane, spilled_from AS "spilledFrom", call_state AS "callState", recording_status AS "recordingStatus", response,
      participant_capacity AS "participantCapacity", media_host_id AS "mediaHostId", media_state AS "mediaState", flags,
      received_at AS "receivedAt", responded_at AS "respondedAt", ended_at AS "endedAt",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('number', number, 'participantId', participant_id, 'userId', user_id,
          'takenAt', taken_at) ORDER BY number), '[]')
        FROM seat WHERE seat.session_id = s.session_id AND freed_at IS NULL) AS seats
    FROM recording_session s WHERE conversation_id = $1 ORDER BY received_at, session_id`,
};

type LegRow = Omit<LegView, 'receivedAt' | 'respondedAt' | 'endedAt'> & {
  receivedAt: Date;
  respondedAt: Date | null;
  endedAt: Date | null;
};

@QueryHandler(GetConversation)
export class GetConversationHandler implements IQueryHandler<GetConversation> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, conversationId }: GetConversation): Promise<ConversationView> {
    const conversation = await requireVisibleConversation(this.database, conversationId, tenantScope);
    const legs = (await this.database.forPeople(tenantScope).query<LegRow>(LEGS, [conversationId])).map(legView);
    const ends = legs.map(({ endedAt }) => endedAt);
    const endedAt = ends.includes(null) ? null : (ends.toSorted().at(-1) ?? null);
    return { ...conversation, beganAt: conversation.beganAt.toISOString(), endedAt, legs };
  }
}

function legView({ receivedAt, respondedAt, endedAt, seats, ...leg }: LegRow): LegView {
  return {
    ...leg,
    receivedAt: receivedAt.toISOString(),
    respondedAt: utc(respondedAt),
    endedAt: utc(endedAt),
    seats: seats.map((seat) => ({ ...seat, takenAt: new Date(seat.takenAt).toISOString() })),
  };
}
