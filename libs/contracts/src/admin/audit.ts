import { z } from 'zod';
import { plainText } from '../values.js';
import { moment, pageOf, paging, utcTime } from './common.js';

const outcome = z.enum(['ordered', 'done', 'refused', 'failed']).meta({
  description:
    '`ordered`: about to be carried out; an entry of the same request tells what came of it, unless the recorder died. ' +
    '`refused`: not allowed, or not possible as asked. `failed`: through a fault of the recorder.',
});

/** One line of the audit trail. */
export const auditEntry = z
  .object({
    id: z.string().meta({ description: 'Counts up.' }),
    at: utcTime,
    requestId: z.guid().meta({ description: 'What entries of one request share.' }),
    outcome,
    actor: z.string().nullable().meta({
      description: "Object id of the person or of the program's service principal; null: nobody that we know.",
    }),
    actorTenant: z.string().nullable(),
    actorKind: z.enum(['delegated', 'application']).nullable(),
    role: z.string().meta({ description: 'App role that the route asks for.' }),
    method: z.string(),
    route: z.string().meta({ examples: ['/admin/v1/policies/:policyId'] }),
    parameters: z.record(z.string(), z.string()).meta({ description: 'Of path and query.' }),
    source: z.string().nullable().meta({ description: "Address that the request came from; perhaps a proxy's." }),
    status: z.number().int().nullable().meta({ description: 'Of the reply; null while there is none.' }),
    code: z.string().nullable().meta({ description: 'Of the refusal.' }),
    shown: z.number().int().nullable().meta({ description: 'How many items of a list were shown.' }),
    reason: z.string().nullable().meta({ description: "In the actor's words." }),
    former: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'What was changed, before; null: it is new.' }),
    current: z.record(z.string(), z.unknown()).nullable().meta({ description: 'And after; null: it is gone.' }),
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
