import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, RecentlyUsed, type Statement } from '@app/platform';

/** Which call a notification is about, when more than one thing may say so (protocol §6.3). */
export interface CallKeys {
  /** Of the path in the notification, normalised. */
  callId: string | null;
  /** Of the callbackUri it was posted to. */
  callKey: string | null;
}

export interface FoundSession {
  callId: string;
  /** Last segment of its callbackUri. */
  callKey: string;
  tenantId: string;
}

/** The session of a notification: by call id, else by our call key; null when we hold no such call. */
export class FindSession extends Query<FoundSession | null> {
  constructor(readonly keys: CallKeys) {
    super();
  }
}

const FIND = 'SELECT call_id AS "callId", call_key AS "callKey", tenant_id AS "tenantId" FROM recording_session';
const BY_ID: Statement = { name: 'session.whose-call', text: `${FIND} WHERE call_id = $1` };
const BY_KEY: Statement = { name: 'session.whose-key', text: `${FIND} WHERE call_key = $1` };

/** Of so many calls this replica remembers whose they are: none of it changes while the call is known. */
const MOST_REMEMBERED = 50_000;

@QueryHandler(FindSession)
export class FindSessionHandler implements IQueryHandler<FindSession> {
  private readonly remembered = new RecentlyUsed<FoundSession>(MOST_REMEMBERED);

  constructor(private readonly database: Database) {}

  async execute({ keys: { callId, callKey } }: FindSession): Promise<FoundSession | null> {
    const byId = callId === null ? null : await this.find(BY_ID, callId);
    return byId ?? (callKey === null ? null : this.find(BY_KEY, callKey));
  }

  private async find(statement: Statement, key: string): Promise<FoundSession | null> {
    const name = `${statement.name} ${key}`;
    const remembered = this.remembered.find(name);
    if (remembered) return remembered;
    const [found] = await this.database.query<FoundSession>(statement, [key]);
    if (found) this.remembered.remember(name, found);
    return found ?? null;
  }
}
