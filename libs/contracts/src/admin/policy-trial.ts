import { z } from 'zod';
import { plainText } from '../values.js';
import { flags, graphText, label, listOf, tenantId, total, version } from './common.js';
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
      .record(plainText(256), z.unknown())
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
  reason: label,
  ruleId: label.meta({ description: 'The policy that decides, or `built-in:…`.' }),
  ruleVersion: version.nullable(),
  flags,
  mediaKind: z.enum(['appHosted', 'serviceHosted']).nullable(),
  modalities: listOf(label, 3),
  participantCapacity: total.nullable(),
  rejectReason: z.enum(['none', 'busy', 'forbidden']).nullable().meta({ description: 'Of a declined call.' }),
});

export const policyTrial = z
  .object({
    call: z.object({
      kind: z.enum(['policyRecording', 'direct']),
      tenantId: graphText,
      policyIdentifier: graphText.nullable(),
    }),
    decision: tried.meta({ description: 'With the draft, where there is one.' }),
    withoutDraft: tried.nullable().meta({ description: 'By the policies in force; null: there is no draft.' }),
    decidedThen: z
      .object({ action: label, ruleId: label, ruleVersion: version.nullable() })
      .nullable()
      .meta({ description: 'Of a past call: what was decided when it came.' }),
    covering: listOf(
      z.object({
        policyId: label,
        version: version.nullable().meta({ description: 'Null: the draft.' }),
        name: label,
        reason: label,
        isDraft: z.boolean(),
      }),
      100_000,
    ).meta({
      description: 'The policies that are for such calls; the first decides, and each if those before it were gone.',
    }),
  })
  .meta({ id: 'PolicyTrial' });
export type PolicyTrial = z.output<typeof policyTrial>;
