import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Batcher, Database, RecentlyUsed, type Statement } from '@app/platform';

/** Which call a notification is about, when more than one thing may say so (protocol §6.3). */
export interface CallKeys {
  /** Of the path in the notification, normalised. */
  callId: string | null;
  /** Of the callbackUri it was posted to. */
  callKey: string | null;
  /** Last resort: what the legs of one application in one conversation share. */
  leg?: { tenantId: string; callChainId: string; applicationInstanceId: string } | undefined;
  /** Or who holds a seat of the call. */
  seated?: { tenantId: string; participantId: string } | undefined;
}

export interface FoundSession {
  sessionId: string;
  callId: string;
  /** Last segment of its callbackUri. */
  callKey: string;
  tenantId: string;
}

/**
 * The session of a notification: by call id, else by our call key, else by what it says of the conversation or of its
 * participant, if only one live call can be meant. Null when we hold no such call.
 */
export class FindSession extends Query<FoundSession | null> {
  constructor(readonly keys: CallKeys) {
    super();
  }
}

const FIND =
  'SELECT s.session_id AS "sessionId", call_id AS "callId", call_key AS "callKey", tenant_id AS "tenantId" FROM recording_session s';
const BY_ID: Statement = { name: 'session.whose-call', text: `${FIND} WHERE call_id = ANY ($1)` };
const BY_KEY: Statement = { name: 'session.whose-key', text: `${FIND} WHERE call_key = $1` };

/** A second row tells that more than one call may be meant. One that nobody has answered takes nobody in. */
const BY_LEG: Statement = {
  name: 'session.whose-leg',
  text: `${FIND} WHERE tenant_id = $1 AND call_chain_id = $2 AND application_instance_id = $3 AND ended_at IS NULL
    AND (response = 'answered' OR response IS NULL AND answer_attempts > 0) LIMIT 2`,
};
const BY_SEAT: Statement = {
  name: 'session.whose-seat',
  text: `${FIND} JOIN seat USING (session_id) WHERE tenant_id = $1 AND participant_id = $2 AND freed_at IS NULL LIMIT 2`,
};

/** Notifications that are looked up in one statement. */
const MOST_TOGETHER = 256;
/** Of so many calls this replica remembers whose they are: none of it changes while the call is known. */
const MOST_REMEMBERED = 50_000;

@QueryHandler(FindSession)
export class FindSessionHandler implements IQueryHandler<FindSession> {
  private readonly remembered = new RecentlyUsed<FoundSession>(MOST_REMEMBERED);

  private readonly byId;

  constructor(private readonly database: Database) {
    const limits = { most: MOST_TOGETHER, sideBySide: 1 };
    this.byId = new Batcher((callIds: readonly string[]) => this.findAll(callIds), limits);
  }

  async execute({ keys: { callId, callKey, leg, seated } }: FindSession): Promise<FoundSession | null> {
    const named =
      (callId === null ? null : await this.find(`id ${callId}`, () => this.byId.submit(callId))) ??
      (callKey === null ? null : await this.find(`key ${callKey}`, () => this.findByKey(callKey)));
    if (named) return named;
    if (leg) return this.findOnly(BY_LEG, [leg.tenantId, leg.callChainId, leg.applicationInstanceId]);
    return seated ? this.findOnly(BY_SEAT, [seated.tenantId, seated.participantId]) : null;
  }

  /** Not remembered: it may be another one next time. */
  private async findOnly(statement: Statement, values: readonly unknown[]): Promise<FoundSession | null> {
    const [found, another] = await this.database.query<FoundSession>(statement, values);
    return found && !another ? found : null;
  }

  private async findAll(callIds: readonly string[]): Promise<PromiseFulfilledResult<FoundSession | null>[]> {
    const found = await this.database.query<FoundSession>(BY_ID, [[...new Set(callIds)]]);
    const byCall = new Map(found.map((session) => [session.callId, session]));
    return callIds.map((callId) => ({ status: 'fulfilled', value: byCall.get(callId) ?? null }));
  }

  private async findByKey(callKey: string): Promise<FoundSession | null> {
    const [found] = await this.database.query<FoundSession>(BY_KEY, [callKey]);
    return found ?? null;
  }

  private async find(name: string, look: () => Promise<FoundSession | null>): Promise<FoundSession | null> {
    const remembered = this.remembered.find(name);
    if (remembered) return remembered;
    const found = await look();
    if (found) this.remembered.remember(name, found);
    return found;
  }
}
