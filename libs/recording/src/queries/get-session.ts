import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import { stagesOf, type StageView } from '../answer-stages.js';
import type { RecordingEvent } from '../recording.events.js';
import { NoSuchSession } from '../recording.errors.js';
import { EVENTS_OF_ONE } from '../session-events.js';
import { SESSION_COLUMNS, sessionView, type SessionRow, type SessionView } from '../session-view.js';

export type SessionDetail = SessionView & { stages: StageView[] };

/** One session, and where the time to its answer went. Throws NoSuchSession, also when it is another tenant's: that it exists is nobody else's business. */
export class GetSession extends Query<SessionDetail> {
  constructor(
    readonly tenantScope: string | null,
    readonly sessionId: string,
  ) {
    super();
  }
}

const GET: Statement = {
  name: 'recording.get-session',
  text: `SELECT ${SESSION_COLUMNS} FROM recording_session
    WHERE session_id = $1 AND ($2::text IS NULL OR tenant_id = $2)`,
};

const ANSWERING: Statement = {
  name: 'recording.answering',
  text: `SELECT type, at, data FROM ${EVENTS_OF_ONE} AND type IN ('recording.InvitationReceived',
      'recording.CallDecided', 'recording.MediaPrepared', 'recording.GraphAsked', 'recording.CallAnswered',
      'recording.CallRejected', 'recording.CallRedirected')
    ORDER BY id`,
};

@QueryHandler(GetSession)
export class GetSessionHandler implements IQueryHandler<GetSession> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, sessionId }: GetSession): Promise<SessionDetail> {
    const [row] = await this.database.forPeople(tenantScope).query<SessionRow>(GET, [sessionId, tenantScope]);
    if (!row) throw new NoSuchSession({ sessionId });
    const events = await this.database.forPeople(tenantScope).query<RecordingEvent>(ANSWERING, [sessionId]);
    return { ...sessionView(row), stages: stagesOf(events, row.receivedAt) };
  }
}
