import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Page, pageOf, type Position, positionTime, type Statement } from '@app/platform';
import { utc } from '../session-view.js';
import { requireVisible } from './visible-session.js';

/** Somebody in a call: ids only. */
export interface ParticipantView {
  participantId: string;
  userId: string | null;
  tenantId: string | null;
  identityKind: string | null;
  isInLobby: boolean | null;
  isMuted: boolean | null;
  /** What we said when they asked in; `observed`: the call was opened for them. */
  seatDecision: string | null;
  seatTakenAt: string | null;
  seatFreedAt: string | null;
  joinedAt: string | null;
  leftAt: string | null;
}

/** Who is or was in a call; who joined last comes first, those we never saw join come last. */
export class ListParticipants extends Query<Page<ParticipantView>> {
  constructor(
    readonly tenantScope: string | null,
    readonly sessionId: string,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

const LIST: Statement = {
  name: 'recording.list-participants',
  text: `SELECT participant_id AS "participantId", user_id AS "userId", tenant_id AS "tenantId",
      identity_kind AS "identityKind", is_in_lobby AS "isInLobby", is_muted AS "isMuted",
      coalesce(d.decision, CASE WHEN s.taken_at IS NOT NULL THEN 'observed' END) AS "seatDecision",
      s.taken_at AS "seatTakenAt", s.freed_at AS "seatFreedAt", joined_at AS "joinedAt", left_at AS "leftAt",
      (extract(epoch FROM coalesce(joined_at, 'epoch')) * 1000000)::bigint::text AS position
    FROM session_participant p
    LEFT JOIN LATERAL (SELECT decision FROM join_decision
      WHERE session_id = $1 AND participant_id = p.participant_id ORDER BY decided_at DESC LIMIT 1) d ON true
    LEFT JOIN LATERAL (SELECT taken_at, freed_at FROM seat
      WHERE session_id = $1 AND participant_id = p.participant_id ORDER BY taken_at DESC LIMIT 1) s ON true
    WHERE session_id = $1 AND ($2::bigint IS NULL
      OR (coalesce(joined_at, 'epoch'), participant_id COLLATE "C") < (${positionTime('$2')}, $3))
    ORDER BY coalesce(joined_at, 'epoch') DESC, participant_id COLLATE "C" DESC LIMIT $4`,
};

interface ParticipantRow extends Omit<ParticipantView, 'joinedAt' | 'leftAt' | 'seatTakenAt' | 'seatFreedAt'> {
  seatTakenAt: Date | null;
  seatFreedAt: Date | null;
  joinedAt: Date | null;
  leftAt: Date | null;
  position: string;
}

@QueryHandler(ListParticipants)
export class ListParticipantsHandler implements IQueryHandler<ListParticipants> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, sessionId, after, limit }: ListParticipants): Promise<Page<ParticipantView>> {
    await requireVisible(this.database, sessionId, tenantScope);
    const values = [sessionId, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.forPeople(tenantScope).query<ParticipantRow>(LIST, values);
    return pageOf(rows, limit, participantOf, ({ position, participantId }) => ({ at: position, id: participantId }));
  }
}

function participantOf({ position: _position, ...row }: ParticipantRow): ParticipantView {
  const { joinedAt, leftAt, seatTakenAt, seatFreedAt } = row;
  const seat = { seatTakenAt: utc(seatTakenAt), seatFreedAt: utc(seatFreedAt) };
  return { ...row, ...seat, joinedAt: utc(joinedAt), leftAt: utc(leftAt) };
}
