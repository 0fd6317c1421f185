import { z } from 'zod';
import { plainText } from '../values.js';
import { label, moment, pageOf, paging, total, utcTime } from './common.js';
import { httpStatus } from './problem.js';

const outcome = z.enum(['ordered', 'done', 'refused', 'failed']).meta({
  description:
    '`ordered`: about to be carried out; an entry of the same request tells what came of it, unless the recorder died. ' +
    '`refused`: not allowed, or not possible as asked. `failed`: through a fault of the recorder.',
});

/** One line of the audit trail. */
export const auditEntry = z
  .object({
    id: z.string().max(19).regex(/^\d+$/).meta({ description: 'Counts up.' }),
    at: utcTime,
    requestId: z.guid().meta({ description: 'What entries of one request share.' }),
    outcome,
    actor: label.nullable().meta({
      description: "Object id of the person or of the program's service principal; null: nobody that we know.",
    }),
    actorTenant: label.nullable(),
    actorKind: z.enum(['delegated', 'application']).nullable(),
    role: label.meta({ description: 'App role that the route asks for.' }),
    method: label,
    route: label.meta({ examples: ['/admin/v1/policies/:policyId'] }),
    // How many, and how much of each, is kept: libs/identity/src/audit/audited-request.ts.
    parameters: z.record(label, z.string().max(300)).meta({ description: 'Of path and query.' }),
    source: label.nullable().meta({ description: "Address that the request came from; perhaps a proxy's." }),
    status: httpStatus.nullable().meta({ description: 'Of the reply; null while there is none.' }),
    code: label.nullable().meta({ description: 'Of the refusal.' }),
    shown: total.nullable().meta({ description: 'How many items of a list were shown.' }),
    reason: z.string().max(500).nullable().meta({ description: "In the actor's words." }),
    former: z.record(label, z.unknown()).nullable().meta({ description: 'What was changed, before; null: it is new.' }),
    current: z.record(label, z.unknown()).nullable().meta({ description: 'And after; null: it is gone.' }),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.output<typeof auditEntry>;

export const auditPage = pageOf(auditEntry, 'AuditPage');
export type AuditPage = z.output<typeof auditPage>;

const narrowing = {
  actor: plainText(256).optional(),
  outcome: outcome.optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
  route: plainText(256).optional().meta({ description: 'The pattern, as entries show it.' }),
  from: moment.optional().meta({ description: 'At this time or later.' }),
  to: moment.optional().meta({ description: 'Before this time.' }),
};

export const auditFilters = z.strictObject({ ...narrowing, limit: paging.limit, cursor: paging.cursor });
export type AuditFilters = z.output<typeof auditFilters>;

export const auditExport = z.strictObject({
  format: z.enum(['jsonl', 'ocsf', 'cef']).default('jsonl').meta({
    description: 'JSON Lines of our entries; JSON Lines of OCSF API Activity (class 6003); or ArcSight CEF.',
  }),
  ...narrowing,
});
export type AuditExport = z.output<typeof auditExport>;
