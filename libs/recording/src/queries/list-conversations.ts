import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import {
  type Condition,
  Database,
  given,
  listStatement,
  type Page,
  pageOf,
  type Position,
  positionTime,
} from '@app/platform';
import { utc } from '../session-view.js';
import { HAS_LEGS } from './visible-conversation.js';

/** All of what is given must hold. */
export interface ConversationFilter {
  tenantId?: string;
  /** Conversations with a call that has not ended, or those without. */
  active?: boolean;
  /** Begun at this time or later. */
  from?: Date;
  /** Begun before this time. */
  to?: Date;
}

/** One Teams call or meeting, as far as we were invited to it. */
export interface ConversationSummary {
  id: string;
  tenantId: string;
  callChainId: string | null;
  /** Of its first invitation. */
  beganAt: string;
  /** Null while a leg has not ended. */
  endedAt: string | null;
  legs: number;
  legsUp: number;
}

/** Conversations, newest first. */
export class ListConversations extends Query<Page<ConversationSummary>> {
  constructor(
    /** The only tenant whose conversations may be seen; null: every tenant's. */
    readonly tenantScope: string | null,
    readonly filter: ConversationFilter,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

type ConversationRow = Omit<ConversationSummary, 'beganAt' | 'endedAt'> & {
  beganAt: Date;
  endedAt: Date | null;
  position: string;
};

@QueryHandler(ListConversations)
export class ListConversationsHandler implements IQueryHandler<ListConversations> {
  constructor(private readonly database: Database) {}

  async execute(query: ListConversations): Promise<Page<ConversationSummary>> {
    const conditions = conditionsOf(query);
    const { statement, values } = listStatement('recording.list-conversations', conditions, query.limit, textOf);
    const rows = await this.database.forPeople(query.tenantScope).query<ConversationRow>(statement, values);
    return pageOf(rows, query.limit, summaryOf, ({ position, id }) => ({ at: position, id }));
  }
}

const UP = 'SELECT conversation_id FROM recording_session WHERE ended_at IS NULL AND conversation_id IS NOT NULL';

function conditionsOf({ tenantScope, filter, after }: ListConversations): Condition[] {
  return [
    // First and unconditional: no filter can widen what a caller may see.
    ['tenant_id = $', tenantScope === null ? null : [tenantScope]],
    ['tenant_id = $', given(filter.tenantId)],
    [HAS_LEGS, []],
    // By their ids, which are few: else all conversations are gone through from the newest for those that are up.
    [`conversation_id = ANY (ARRAY (${UP}))`, filter.active === true ? [] : null],
    [`conversation_id NOT IN (${UP})`, filter.active === false ? [] : null],
    ['began_at >= $', given(filter.from)],
    ['began_at < $', given(filter.to)],
    [`(began_at, conversation_id) < (${positionTime('$')}, $)`, after && [after.at, after.id]],
  ];
}

/** Legs are looked at of what is on the page only. */
const textOf = (where: string, limit: string) => `
  SELECT conversation_id AS id, tenant_id AS "tenantId", "callChainId", began_at AS "beganAt", "endedAt", legs, "legsUp",
    (extract(epoch FROM began_at) * 1000000)::bigint::text AS position
  FROM (SELECT * FROM conversation ${where} ORDER BY began_at DESC, conversation_id DESC LIMIT ${limit}) c
  CROSS JOIN LATERAL (
    SELECT max(call_chain_id) AS "callChainId", count(*)::integer AS legs,
      count(*) FILTER (WHERE ended_at IS NULL)::integer AS "legsUp",
      CASE WHEN bool_and(ended_at IS NOT NULL) THEN max(ended_at) END AS "endedAt"
    FROM recording_session s WHERE s.conversation_id = c.conversation_id
  ) leg
  ORDER BY began_at DESC, conversation_id DESC`;

function summaryOf({ position: _position, beganAt, endedAt, ...row }: ConversationRow): ConversationSummary {
  return { ...row, beganAt: beganAt.toISOString(), endedAt: utc(endedAt) };
}
