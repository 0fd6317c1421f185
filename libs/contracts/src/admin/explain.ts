import { z } from 'zod';
import { plainText } from '../values.js';
import { graphText, label, listOf, moment, sentence, utcTime, version } from './common.js';
import { answerStages, session } from './session.js';

/** Either of the two questions; `at` belongs to the second. */
export const explainQuery = z
  .strictObject({
    callId: plainText(256).optional().meta({ description: 'A call, in any case, with or without hyphens.' }),
    user: plainText(256).optional().meta({ description: 'Or a user, by Entra object id, about a time.' }),
    at: moment
      .optional()
      .meta({ description: 'That time, by default now: from 5 minutes before it to 2 minutes after is searched.' }),
  })
  .refine(({ callId, user }) => callId !== undefined || user !== undefined, {
    path: ['callId'],
    error: 'is needed, or user in its place',
  })
  .refine(({ callId, user }) => callId === undefined || user === undefined, {
    path: ['user'],
    error: 'is asked about in place of callId, not beside it',
  })
  .refine(({ callId, at }) => callId === undefined || at === undefined, {
    path: ['at'],
    error: 'goes with user; a call has its own time',
  });
export type ExplainQuery = z.output<typeof explainQuery>;

const timeStretch = z.object({ from: utcTime, to: utcTime }).meta({ id: 'TimeStretch' });

/** Of the seven minutes that are searched; recorders note every 5 s whether they could take invitations. */
const stretches = listOf(timeStretch, 1_000);

/** One for each thing that happened; whoever pauses and resumes all day makes many. */
const story = listOf(sentence, 10_000);

const verdict = z.enum([
  'recorded',
  'answeredNotRecorded',
  'declined',
  'redirected',
  'missed',
  'answerRefused',
  'withdrawn',
  'inProgress',
]);
const VERDICT =
  '`recorded`: a media host has said that it keeps media; `missed`: Teams was told nothing in time, or `busy` for ' +
  'want of a media host; `answerRefused`: Graph refused what it was told; `withdrawn`: the call ended first.';

const rule = z
  .object({
    ruleId: label.meta({ description: 'The policy that decided, or `built-in:…`.' }),
    version: version.nullable().meta({
      description: 'Which version of it; null: it is built in, or an earlier release decided.',
    }),
    name: label.nullable().meta({ description: 'What the policy is called now.' }),
    reason: label.meta({ description: 'How closely it names the call: exactPolicy, patternPolicy, …' }),
  })
  .meta({ id: 'DecidingRule' });

const explainedCode = z
  .object({
    code: graphText.meta({ description: 'Of a result with its subcode, of a refusal alone.', examples: ['200/5002'] }),
    meaning: sentence,
    severity: z.enum(['info', 'warn', 'error']),
    known: z.boolean().meta({ description: 'False: no list has it; the meaning is that of its family.' }),
  })
  .meta({ id: 'ExplainedCode', description: 'A code of Teams or Graph in plain words.' });

const explainedCall = z
  .object({
    verdict: verdict.meta({ description: VERDICT }),
    part: z
      .enum(['observed', 'seated', 'otherSide', 'onBehalfOf'])
      .nullable()
      .meta({
        description:
          'What the user asked about had to do with it: Teams invited us for them; they joined, to be recorded as well;' +
          ' they are its other side; it was made on their behalf. Null: the call itself was asked about.',
      }),
    sentences: story.meta({ description: 'What happened, in order, for people.' }),
    rule: rule.nullable().meta({ description: 'Null: nobody has decided it.' }),
    stages: answerStages,
    codes: listOf(explainedCode, 1_000).meta({ description: 'Every code that Teams and Graph gave.' }),
    session,
  })
  .meta({ id: 'ExplainedCall' });

const serviceUptime = z
  .object({
    up: stretches.meta({ description: 'At least one recorder could take invitations.' }),
    gaps: stretches.meta({ description: 'None is known to have been able to.' }),
    notedSince: utcTime.nullable().meta({ description: 'Of the time before nothing is known; null: of no time.' }),
  })
  .meta({ id: 'ServiceUptime' });

/** Why a call was recorded or not, or why there was none. */
export const explanation = z
  .object({
    verdict: z
      .enum([...verdict.options, 'neverInvited'])
      .meta({ description: 'Of the first of `calls`; `neverInvited`: there is none.' }),
    sentences: story.meta({
      description: 'What was looked for and found; when nothing was, all that is known of why.',
    }),
    searched: timeStretch.nullable().meta({ description: 'Null: everything on record, for a call that has the id.' }),
    calls: listOf(explainedCall, 5).meta({ description: 'The nearest to the time asked about first; 5 at most.' }),
    uptime: serviceUptime.nullable().meta({ description: 'When no call was found: whether anybody could have come.' }),
  })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof explanation>;
