import { z } from 'zod';
import { plainText } from '../values.js';
import { flag, graphText, label, moment, pageOf, paging, tenantId, utcTime } from './common.js';

export const gapCause = z
  .enum([
    'notAnswered',
    'noMediaHost',
    'neverEstablished',
    'notAdmitted',
    'starting',
    'recordingRefused',
    'paused',
    'stopped',
    'hungUp',
    'mediaLost',
    'nothingShown',
    'callEnded',
    'unexplained',
  ])
  .meta({
    id: 'GapCause',
    description:
      '`notAnswered`: the invitation was not answered in time, and how long they spoke Teams does not say. ' +
      '`noMediaHost`: no media host could take the call. `neverEstablished`: it was answered, and failed before it came up. `notAdmitted`: no call of ours had a seat for them, or not yet. ' +
      '`starting`: nothing was kept yet, or not again. `recordingRefused`: Graph would not have the call shown as recorded. ' +
      '`paused`, `stopped`, `hungUp`: ordered. `mediaLost`: no media arrived, or its host was silent. `nothingShown`: the host ' +
      'said that it kept media, and has shown no segment of it. `callEnded`: our call had ended, and they were still there. ' +
      '`unexplained`: none of these.',
  });

/** Characters of what somebody may note about a gap. */
const MOST_WORDS = 2_000;

/** A stretch that policy wanted recorded and of which nobody has anything. */
export const gap = z
  .object({
    id: z.guid(),
    tenantId: graphText,
    conversationId: z.guid(),
    sessionId: z.guid().nullable().meta({ description: 'The call that was to record it; null: none had a seat.' }),
    participantId: graphText,
    userId: graphText.nullable(),
    from: utcTime,
    to: utcTime,
    cause: gapCause,
    foundAt: utcTime,
    withdrawnAt: utcTime.nullable().meta({ description: 'When what was heard later disproved it.' }),
    explanation: z
      .object({
        text: z.string().max(MOST_WORDS),
        by: label.meta({ description: 'Object id of who explained it.' }),
        at: utcTime,
      })
      .nullable()
      .meta({ id: 'GapExplanation', description: 'What somebody found out about it.' }),
  })
  .meta({ id: 'Gap' });
export type Gap = z.infer<typeof gap>;

export const gapPage = pageOf(gap, 'GapPage');
export type GapPage = z.infer<typeof gapPage>;

/** What narrows a list of gaps; all of it together. */
export const gapFilters = z.strictObject({
  tenantId: tenantId.optional(),
  conversationId: z.guid().optional(),
  userId: plainText(256).optional().meta({ description: 'Of whom nothing is there.' }),
  cause: gapCause.optional(),
  explained: flag.optional().meta({ description: 'Those with a known cause or an explanation, or only the rest.' }),
  withdrawn: flag.default(false).meta({ description: 'Those that were disproved, instead of those that stand.' }),
  from: moment.optional().meta({ description: 'Begun at this time or later.' }),
  to: moment.optional().meta({ description: 'Begun before this time.' }),
  ...paging,
});
export type GapFilters = z.output<typeof gapFilters>;

export const gapPath = z.strictObject({ gapId: z.guid().transform((guid) => guid.toLowerCase()) });

export const gapExplanation = z
  .strictObject({ text: plainText(MOST_WORDS).meta({ description: 'What was found out; no names of people.' }) })
  .meta({ id: 'GapExplanationBody' });
export type GapExplanation = z.output<typeof gapExplanation>;
