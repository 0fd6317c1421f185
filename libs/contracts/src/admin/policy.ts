import { z } from 'zod';
import { count, plainText, webUrl } from '../values.js';
import { flag, graphText, label, pageOf, paging, tenantId, utcTime, version } from './common.js';

const mediaPrompt = z.object({ uri: webUrl(), resourceId: plainText(256).nullable() });

const redirectTarget = z.union([
  z.strictObject({ userId: z.guid() }),
  z.strictObject({ applicationInstanceId: z.guid() }),
  z.strictObject({
    phoneNumber: z
      .string()
      .regex(/^\+[1-9]\d{1,14}$/, 'must be an E.164 number')
      .meta({ maxLength: 16 }),
  }),
]);

/** What is wanted done with a call. Who wins among several is in docs/architecture.md. */
export const policyBody = z
  .strictObject({
    name: plainText(200).meta({ description: 'For people.' }),
    tenantId: tenantId.nullable().default(null).meta({ description: 'Null: for every tenant served.' }),
    match: z.enum(['exact', 'pattern', 'anyPolicy', 'direct']),
    policyIdentifier: plainText(512).nullable().default(null).meta({
      description: "Teams' policyIdentifier in full, or with match `pattern` over it: `*` any run, `?` any one.",
    }),
    action: z.enum(['record', 'answer', 'decline', 'redirect']),
    rejectReason: z.enum(['none', 'busy', 'forbidden']).nullable().default(null),
    redirectTargets: z.array(redirectTarget).max(25).nullable().default(null),
    redirectTimeoutSeconds: z.number().int().min(15).max(90).nullable().default(null),
    mediaKind: z.enum(['appHosted', 'serviceHosted']).nullable().default(null),
    modalities: z
      .array(z.enum(['audio', 'video', 'videoBasedScreenSharing']))
      .max(3)
      .default([]),
    participantCapacity: count().nullable().default(null),
    prefetchPrompts: z.array(mediaPrompt).max(25).default([]),
    contentSharingNotifications: z.boolean().default(true),
  })
  .meta({ id: 'PolicyBody' });
export type PolicyBody = z.output<typeof policyBody>;

export const policy = z
  .object({
    policyId: label,
    ...policyBody.shape,
    // What is stored was put by us or by an administrator of the database, and is shown as it is.
    tenantId: graphText.nullable(),
    version: version.meta({ description: 'Counts its changes from 1; also its ETag.' }),
    createdAt: utcTime,
    retiredAt: utcTime.nullable(),
  })
  .meta({ id: 'Policy' });
export type Policy = z.output<typeof policy>;

export const policyPage = pageOf(policy, 'PolicyPage');
export type PolicyPage = z.output<typeof policyPage>;

export const policyQuery = z.strictObject({
  retired: flag.default(false).meta({ description: 'Retired ones, too.' }),
  ...paging,
});

/** What a policy was like from one change to the next. */
export const policyVersion = policy
  .extend({
    changedAt: utcTime,
    changedBy: label.nullable().meta({
      description: 'Object id of who made it; null: the installation, or nobody of your tenant.',
    }),
    changedByTenant: label.nullable(),
    reason: z.string().max(500).nullable().meta({ description: 'In their words.' }),
  })
  .meta({ id: 'PolicyVersion' });
export type PolicyVersion = z.output<typeof policyVersion>;

export const policyVersionPage = pageOf(policyVersion, 'PolicyVersionPage');
export type PolicyVersionPage = z.output<typeof policyVersionPage>;

export const policyVersionQuery = z.strictObject(paging);

/** `*`, or a list of entity tags. */
const ENTITY_TAGS = /^\s*(\*|(W\/)?"[^"]*"(\s*,\s*(W\/)?"[^"]*")*)\s*$/;

/** What a change of a policy may depend on (RFC 9110, section 13.1). */
export const policyConditions = z.object({
  'if-match': z.string().max(1_000).regex(ENTITY_TAGS).optional().meta({
    description: 'Only if the policy is at one of these versions, e.g. `"3"`; `*`: only if there is one.',
  }),
  'if-none-match': z.literal('*').optional().meta({ description: '`*`: only if there is none.' }),
});

/** Why, for the history and the audit trail. */
export const changeReason = z.strictObject({
  reason: plainText(500).optional().meta({ description: 'Why; kept with the change.' }),
});

export const policyPath = z.strictObject({
  policyId: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/)
    .meta({ maxLength: 100 }),
});
