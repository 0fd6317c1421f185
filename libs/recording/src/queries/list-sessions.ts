import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { normaliseCallId, normaliseId, type CallState, type RecordingStatus } from '@app/graph-comms';
import { Database, type Statement } from '@app/platform';
import { SESSION_COLUMNS, sessionView, type SessionRow, type SessionView } from '../session-view.js';
import { pageOf, positionTime, type Page, type Position } from './page.js';

/** All of what is given must hold. */
export interface SessionFilter {
  tenantId?: string;
  policyIdentifier?: string;
  callState?: CallState;
  recordingStatus?: RecordingStatus;
  observedUserId?: string;
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
  constructor(private readonly database: Database) {}

  async execute(query: ListSessions): Promise<Page<SessionView>> {
    const { statement, values } = listStatement(query);
    const rows = await this.database.query<SessionRow>(statement, values);
    return pageOf(rows, query.limit, sessionView, ({ position, id }) => ({ at: position, id }));
  }
}

/** Every condition that may narrow the list, with its values; `$` stands for the next parameter. */
function conditionsOf({ tenantScope, filter, after }: ListSessions): [sql: string, values: unknown[] | null][] {
  const given = (value: unknown) => (value === undefined ? null : [value]);
  return [
    // First and unconditional: no filter can widen what a caller may see.
    ['tenant_id = $', tenantScope === null ? null : [tenantScope]],
    ['tenant_id = $', given(filter.tenantId)],
    ['lower(policy_identifier) = lower($)', given(filter.policyIdentifier)],
    ['call_state = $', given(filter.callState)],
    ['recording_status = $', given(filter.recordingStatus)],
    ['observed_user_id = $', given(filter.observedUserId && normaliseId(filter.observedUserId))],
    ['call_id = $', given(filter.callId && normaliseCallId(filter.callId))],
    ['call_chain_id = $', given(filter.callChainId)],
    ['ended_at IS NULL', filter.active === true ? [] : null],
    ['ended_at IS NOT NULL', filter.active === false ? [] : null],
    ['received_at >= $', given(filter.from)],
    ['received_at < $', given(filter.to)],
    [`(received_at, session_id) < (${positionTime('$')}, $)`, after && [after.at, after.id]],
  ];
}

/**
 * One statement per combination of conditions, so that Postgres plans each for the index that serves it; its name tells
 * the combination.
 */
function listStatement(query: ListSessions): { statement: Statement; values: unknown[] } {
  const values: unknown[] = [];
  const where: string[] = [];
  let combination = 0;
  for (const [index, [sql, given]] of conditionsOf(query).entries()) {
    if (!given) continue;
    combination |= 1 << index;
    const next = values.length;
    let used = 0;
    where.push(sql.replaceAll('$', () => `$${next + ++used}`));
    values.push(...given);
  }
  values.push(query.limit + 1);
  const text = `SELECT ${SESSION_COLUMNS} FROM recording_session
    ${where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''}
    ORDER BY received_at DESC, session_id DESC LIMIT $${values.length}`;
  return { statement: { name: `recording.list-sessions.${combination}`, text }, values };
}
