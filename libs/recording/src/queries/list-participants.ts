import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import { utc } from '../session-view.js';
import { pageOf, positionTime, type Page, type Position } from './page.js';
import { requireVisible } from './visible-session.js';

/** Somebody in a call: ids only. */
export interface ParticipantView {
  participantId: string;
  userId: string | null;
  tenantId: string | null;
  identityKind: string | null;
  isInLobby: boolean | null;
  isMuted: boolean | null;
  seatDecision: string | null;
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
      seat_decision AS "seatDecision", joined_at AS "joinedAt", left_at AS "leftAt",
      (extract(epoch FROM coalesce(joined_at, 'epoch')) * 1000000)::bigint::text AS position
    FROM session_participant
    WHERE session_id = $1 AND ($2::bigint IS NULL
      OR (coalesce(joined_at, 'epoch'), participant_id COLLATE "C") < (${positionTime('$2')}, $3))
    ORDER BY coalesce(joined_at, 'epoch') DESC, participant_id COLLATE "C" DESC LIMIT $4`,
};

interface ParticipantRow extends Omit<ParticipantView, 'joinedAt' | 'leftAt'> {
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
    const rows = await this.database.query<ParticipantRow>(LIST, values);
    return pageOf(rows, limit, participantOf, ({ position, participantId }) => ({ at: position, id: participantId }));
  }
}

function participantOf({ position: _position, joinedAt, leftAt, ...row }: ParticipantRow): ParticipantView {
  return { ...row, joinedAt: utc(joinedAt), leftAt: utc(leftAt) };
}
