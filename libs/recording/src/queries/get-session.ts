import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import { NoSuchSession } from '../recording.errors.js';
import { SESSION_COLUMNS, sessionView, type SessionRow, type SessionView } from '../session-view.js';

/** One session. Throws NoSuchSession, also when it is another tenant's: that it exists is nobody else's business. */
export class GetSession extends Query<SessionView> {
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

@QueryHandler(GetSession)
export class GetSessionHandler implements IQueryHandler<GetSession> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, sessionId }: GetSession): Promise<SessionView> {
    const [row] = await this.database.query<SessionRow>(GET, [sessionId, tenantScope]);
    if (!row) throw new NoSuchSession({ sessionId });
    return sessionView(row);
  }
}
