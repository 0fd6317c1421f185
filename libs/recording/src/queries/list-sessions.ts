import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { normaliseCallId, normaliseId, type CallState, type RecordingStatus } from '@app/graph-comms';
import {
  Clock,
  type Condition,
  Database,
  given,
  listStatement,
  type Page,
  pageOf,
  type Position,
  positionTime,
  type Statement,
} from '@app/platform';
import { SESSION_COLUMNS, sessionView, type SessionRow, type SessionView } from '../session-view.js';
import { setUpBy, UNRECORDED } from './unrecorded.js';

/** All of what is given must hold. */
export interface SessionFilter {
  tenantId?: string;
  policyIdentifier?: string;
  callState?: CallState;
  recordingStatus?: RecordingStatus;
  response?: NonNullable<SessionView['response']>;
  /** Those that are up and not recorded as policy wants it, or the rest. */
  unrecorded?: boolean;
  /** Those with something to look at, or the rest. */
  flagged?: boolean;
  observedUserId?: string;
  /** Who had any part in it. */
  userId?: string;
  callId?: string;
  callChainId?: string;
  /** Calls that have not ended, or those that have. */
  active?: boolean;
  /** Received at this time or later. */
  from?: Date;
  /** Received before this time. */
  to?: Date;
}

/** Sessions, newest first. */
export class ListSessions extends Query<Page<SessionView>> {
  constructor(
    /** The only tenant whose sessions may be seen; null: every tenant's. */
    readonly tenantScope: string | null,
    readonly filter: SessionFilter,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ListSessions)
export class ListSessionsHandler implements IQueryHandler<ListSessions> {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async execute(query: ListSessions): Promise<Page<SessionView>> {
    const conditions = conditionsOf(query, this.clock.now(), await this.withPartOf(query.filter.userId));
    const { statement, values } = listStatement('recording.list-sessions', conditions, query.limit, textOf);
    const rows = await this.database.forPeople(query.tenantScope).query<SessionRow>(statement, values);
    return pageOf(rows, query.limit, sessionView, ({ position, id }) => ({ at: position, id }));
  }

  /**
   * Looked up without the tenant of whoever asks, under which JSON cannot be found by an index (docs/adr/0026): of what
   * these ids lead to, people are then shown their own. Null: nobody is asked for.
   */
  private async withPartOf(userId: string | undefined): Promise<string[] | null> {
    if (userId === undefined) return null;
    const rows = await this.database.forPeople(null).query<{ id: string }>(WITH_A_PART, [normaliseId(userId)]);
    return rows.map(({ id }) => id);
  }
}

/** Each part by an index of its own. */
const WITH_A_PART: Statement = {
  name: 'recording.sessions-of-user',
  text: `SELECT session_id AS id FROM recording_session WHERE observed_user_id = $1
    UNION SELECT session_id FROM seat WHERE user_id = $1
    UNION SELECT session_id FROM recording_session WHERE other_side_user IS NOT NULL AND other_side_user->>'id' = $1
    UNION SELECT session_id FROM recording_session WHERE on_behalf_of IS NOT NULL AND on_behalf_of->>'id' = $1`,
};

function conditionsOf(
  { tenantScope, filter, after }: ListSessions,
  now: Date,
  withPart: readonly string[] | null,
): Condition[] {
  return [
    // First and unconditional: no filter can widen what a caller may see.
    ['tenant_id = $', tenantScope === null ? null : [tenantScope]],
    ['tenant_id = $', given(filter.tenantId)],
    ['lower(policy_identifier) = lower($)', given(filter.policyIdentifier)],
    ['call_state = $', given(filter.callState)],
    ['recording_status = $', given(filter.recordingStatus)],
    ['response = $', given(filter.response)],
    ["flags <> '[]'", filter.flagged === true ? [] : null],
    ["flags = '[]'", filter.flagged === false ? [] : null],
    // What follows from these, said for the sake of the indexes that hold only such calls.
    ["response <> 'answered'", filter.response && filter.response !== 'answered' ? [] : null],
    ["call_state <> 'terminated'", filter.callState && filter.callState !== 'terminated' ? [] : null],
    ['ended_at IS NULL', filter.recordingStatus === 'recording' ? [] : null],
    ['observed_user_id = $', given(filter.observedUserId && normaliseId(filter.observedUserId))],
    ['session_id = ANY ($::uuid[])', withPart && [withPart]],
    ['call_id = $', given(filter.callId && normaliseCallId(filter.callId))],
    ['call_chain_id = $', given(filter.callChainId)],
    [UNRECORDED, filter.unrecorded === true ? setUpBy(now) : null],
    [`(${UNRECORDED}) IS NOT TRUE`, filter.unrecorded === false ? setUpBy(now) : null],
    ['ended_at IS NULL', filter.active === true ? [] : null],
    ['ended_at IS NOT NULL', filter.active === false ? [] : null],
    ['received_at >= $', given(filter.from)],
    ['received_at < $', given(filter.to)],
    [`(received_at, session_id) < (${positionTime('$')}, $)`, after && [after.at, after.id]],
  ];
}

const textOf = (where: string, limit: string) => `SELECT ${SESSION_COLUMNS} FROM recording_session
  ${where} ORDER BY received_at DESC, session_id DESC LIMIT ${limit}`;
