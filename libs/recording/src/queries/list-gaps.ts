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
import type { GapCause } from '../gaps/gap-causes.js';
import { GAP_FIELDS, gapOf, IS_EXPLAINED, IS_OPEN, type GapRow, type GapView } from '../gaps/gap-view.js';

/** All of what is given must hold. */
export interface GapFilter {
  tenantId?: string;
  conversationId?: string;
  /** Of whom nothing is there. */
  userId?: string;
  cause?: GapCause;
  /** Those that have a known cause or an explanation, or those that have neither. */
  explained?: boolean;
  /** Those that later news disproved instead of those that stand. */
  withdrawn: boolean;
  /** Begun at this time or later. */
  from?: Date;
  /** Begun before this time. */
  to?: Date;
}

/** What policy wanted recorded and nobody kept, newest first. */
export class ListGaps extends Query<Page<GapView>> {
  constructor(
    /** The only tenant whose gaps may be seen; null: every tenant's. */
    readonly tenantScope: string | null,
    readonly filter: GapFilter,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ListGaps)
export class ListGapsHandler implements IQueryHandler<ListGaps> {
  constructor(private readonly database: Database) {}

  async execute(query: ListGaps): Promise<Page<GapView>> {
    const { statement, values } = listStatement('recording.list-gaps', conditionsOf(query), query.limit, textOf);
    const rows = await this.database
      .forPeople(query.tenantScope)
      .query<GapRow & { position: string }>(statement, values);
    return pageOf(
      rows,
      query.limit,
      ({ position: _position, ...row }) => gapOf(row),
      ({ position, id }) => ({ at: position, id }),
    );
  }
}

function conditionsOf({ tenantScope, filter, after }: ListGaps): Condition[] {
  return [
    // First and unconditional: no filter can widen what a caller may see.
    ['tenant_id = $', tenantScope === null ? null : [tenantScope]],
    ['tenant_id = $', given(filter.tenantId)],
    ['conversation_id = $', given(filter.conversationId)],
    ['user_id = $', given(filter.userId)],
    ['cause = $', given(filter.cause)],
    [IS_EXPLAINED, filter.explained === true ? [] : null],
    [IS_OPEN, filter.explained === false ? [] : null],
    ['withdrawn_at IS NOT NULL', filter.withdrawn ? [] : null],
    ['withdrawn_at IS NULL', filter.withdrawn ? null : []],
    ['started_at >= $', given(filter.from)],
    ['started_at < $', given(filter.to)],
    [`(started_at, gap_id) < (${positionTime('$')}, $)`, after && [after.at, after.id]],
  ];
}

const textOf = (where: string, limit: string) => `
  SELECT ${GAP_FIELDS}, (extract(epoch FROM started_at) * 1000000)::bigint::text AS position
  FROM coverage_gap ${where} ORDER BY started_at DESC, gap_id DESC LIMIT ${limit}`;
