import { z } from 'zod';
import { plainText } from '../values.js';
import { tenantId } from './common.js';
import { policyBody, policyPath } from './policy.js';

/** A policy that is not stored, tried in the place of the one with its id. */
const draft = z
  .strictObject({ policyId: policyPath.shape.policyId, ...policyBody.shape })
  .nullable()
  .default(null)
  .meta({ description: 'A policy to try before it is put, in the place of the one with its id.' });

const byParts = z.strictObject({
  kind: z.enum(['policyRecording', 'direct']),
  tenantId: tenantId.meta({ description: 'Of whoever holds the policy; of the call, where nobody does.' }),
  policyIdentifier: plainText(512).nullable().default(null),
});

/** Exactly one way to say which call. */
export const policyTrialBody = z.union([
  z.strictObject({
    notification: z
      .record(z.string(), z.unknown())
      .meta({ description: 'What Teams posted, or would: an envelope with one incoming call. It is not kept.' }),
    tenantId: tenantId.optional().meta({ description: 'Of the token it came with, where the call names no tenant.' }),
    draft,
  }),
  z.strictObject({ sessionId: z.guid(), draft }),
  z.strictObject({ call: byParts, draft }),
]);
export type PolicyTrialBody = z.output<typeof policyTrialBody>;

const tried = z.object({
  action: z.enum(['record', 'answer', 'decline', 'redirect']),
  reason: z.string(),
  ruleId: z.string().meta({ description: 'The policy that decides, or `built-in:…`.' }),
  ruleVersion: z.number().int().nullable(),
  flags: z.array(z.string()),
  mediaKind: z.enum(['appHosted', 'serviceHosted']).nullable(),
  modalities: z.array(z.string()),
  participantCapacity: z.number().int().nullable(),
  rejectReason: z.enum(['none', 'busy', 'forbidden']).nullable().meta({ description: 'Of a declined call.' }),
});

export const policyTrial = z
  .object({
    call: z.object({
      kind: z.enum(['policyRecording', 'direct']),
      tenantId: z.string(),
      policyIdentifier: z.string().nullable(),
    }),
    decision: tried.meta({ description: 'With the draft, where there is one.' }),
    withoutDraft: tried.nullable().meta({ description: 'By the policies in force; null: there is no draft.' }),
    decidedThen: z
      .object({ action: z.string(), ruleId: z.string(), ruleVersion: z.number().int().nullable() })
      .nullable()
      .meta({ description: 'Of a past call: what was decided when it came.' }),
    covering: z
      .array(
        z.object({
          policyId: z.string(),
          version: z.number().int().nullable().meta({ description: 'Null: the draft.' }),
          name: z.string(),
          reason: z.string(),
          isDraft: z.boolean(),
        }),
      )
      .meta({
        description: 'The policies that are for such calls; the first decides, and each if those before it were gone.',
      }),
  })
  .meta({ id: 'PolicyTrial' });
export type PolicyTrial = z.output<typeof policyTrial>;
