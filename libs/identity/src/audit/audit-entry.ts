import type { Caller } from '../caller.js';
import type { AppRole } from '../roles.js';

/**
 * `ordered`: about to be carried out; what came of it follows in an entry of the same request, unless the recorder died.
 * `refused`: not allowed, or not possible as asked. `failed`: through our fault.
 */
export type AuditOutcome = 'ordered' | 'done' | 'refused' | 'failed';

/** One line of the audit trail. Ids only, as everywhere: names of people are not kept. */
export interface AuditEntry {
  at: Date;
  /** What entries of one request share. */
  requestId: string;
  outcome: AuditOutcome;
  /** Object id of the person or of the program's service principal; null: nobody that we know. */
  actor: string | null;
  actorTenant: string | null;
  actorKind: Caller['kind'] | null;
  /** App role that the route asks for. */
  role: AppRole;
  method: string;
  /** The pattern of the route, e.g. `/admin/v1/policies/:policyId`. */
  route: string;
  /** Of path and query, as they were sent. */
  parameters: Record<string, string>;
  /** Address that the request came from, as the recorder sees it: perhaps a proxy's. */
  source: string | null;
  /** Of the reply; null while there is none. */
  status: number | null;
  /** Of the refusal. */
  code: string | null;
  /** How many items of a list were shown. */
  shown: number | null;
  /** In the actor's words. */
  reason: string | null;
  /** What was changed, before and after. */
  former: object | null;
  current: object | null;
}

/** As it is read back; `id` counts up. */
export type StoredAuditEntry = AuditEntry & { id: string };
