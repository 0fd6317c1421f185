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
import type { AuditOutcome, StoredAuditEntry } from './audit-entry.js';

/** All of what is given must hold. */
export interface AuditFilter {
  actor?: string | undefined;
  outcome?: AuditOutcome | undefined;
  method?: string | undefined;
  /** The pattern of a route. */
  route?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** The audit trail: the newest first, or the oldest first for whoever takes all of it along. */
export class ListAudit extends Query<Page<StoredAuditEntry>> {
  constructor(
    /** Only what callers of this tenant asked; null: everybody. */
    readonly tenantScope: string | null,
    readonly filter: AuditFilter,
    readonly after: Position | null,
    readonly limit: number,
    readonly order: 'newestFirst' | 'oldestFirst' = 'newestFirst',
  ) {
    super();
  }
}

type AuditRow = StoredAuditEntry & { position: string };

@QueryHandler(ListAudit)
export class ListAuditHandler implements IQueryHandler<ListAudit> {
  constructor(private readonly database: Database) {}

  async execute(query: ListAudit): Promise<Page<StoredAuditEntry>> {
    const { limit, order } = query;
    const name = `audit.list.${order}`;
    const { statement, values } = listStatement(name, conditionsOf(query), limit, (where, most) => {
      const direction = order === 'newestFirst' ? 'DESC' : 'ASC';
      return `SELECT id::text, at, request_id AS "requestId", outcome, actor, actor_tenant AS "actorTenant",
          actor_kind AS "actorKind", role, method, route, parameters, source, status, code, shown, reason, former, current,
          (extract(epoch FROM at) * 1000000)::bigint::text AS position
        FROM audit_entry ${where} ORDER BY at ${direction}, audit_entry.id ${direction} LIMIT ${most}`;
    });
    const rows = await this.database.forPeople(query.tenantScope).query<AuditRow>(statement, values);
    const entryOf = ({ position: _position, ...entry }: AuditRow): StoredAuditEntry => entry;
    return pageOf(rows, limit, entryOf, ({ position, id }) => ({ at: position, id }));
  }
}

function conditionsOf({ tenantScope, filter, after, order }: ListAudit): Condition[] {
  const { actor, outcome, method, route, from, to } = filter;
  const beyond = order === 'newestFirst' ? '<' : '>';
  return [
    // First and unconditional: no filter can widen what a caller may see.
    ['actor_tenant = $', tenantScope === null ? null : [tenantScope]],
    ['actor = $', given(actor)],
    ['outcome = $', given(outcome)],
    ['method = $', given(method)],
    ['route = $', given(route)],
    ['at >= $', given(from)],
    ['at < $', given(to)],
    [`(at, id) ${beyond} (${positionTime('$')}, $::bigint)`, after && [after.at, after.id]],
  ];
}
