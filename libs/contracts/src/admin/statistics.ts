import { z } from 'zod';
import { listOf, moment, tenantId, total, utcTime } from './common.js';

const calls = total;

const answerTimes = z
  .object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() })
  .meta({ id: 'AnswerTimes', description: 'Milliseconds from an invitation to our answer.' });

const figures = {
  invitations: calls.meta({ description: 'Calls that Teams invited us to: the sum of the five outcomes.' }),
  answered: calls,
  rejected: calls,
  redirected: calls,
  missed: calls,
  undecided: calls.meta({ description: 'Not responded to: not yet, or the caller hung up before.' }),
  recorded: calls.meta({ description: 'Recorded for some time at least: Graph has confirmed it.' }),
  failed: calls.meta({ description: 'What Teams shows, or showed last, is that recording failed: `recordingStatus`.' }),
  answerMs: answerTimes.nullable().meta({
    description:
      'Of the answered ones; null: there is none. By the minute exact. By the hour and the day `max` is exact, the ' +
      'others are estimated on a fixed scale, and off by a quarter at most between 40 ms and 7.5 s.',
  }),
};

const bucket = z
  .object({ from: utcTime, ...figures })
  .meta({ id: 'StatisticsBucket', description: 'Invitations that came in during one interval.' });

/** What became of invitations, by when they came in. */
export const statistics = z
  .object({
    interval: z.enum(['minute', 'hour', 'day']),
    from: utcTime.meta({ description: 'Begin of the first bucket.' }),
    to: utcTime.meta({ description: 'End of the last bucket, which may not be over.' }),
    asOf: utcTime.nullable().meta({
      description:
        'Up to when what happened is counted: by the minute now, by the hour and the day a minute ago or so; null: ' +
        'nothing was added up yet.',
    }),
    since: utcTime.nullable().meta({
      description: 'Calls of before are still being added up, and not counted yet; null: none is missing.',
    }),
    totals: z.object(figures).meta({ id: 'StatisticsTotals', description: 'Of all buckets together.' }),
    buckets: listOf(bucket, 1_500).meta({ description: 'The oldest first; also those without a call.' }),
  })
  .meta({ id: 'Statistics' });
export type Statistics = z.infer<typeof statistics>;

/** Which time, in which steps. */
export const statisticsQuery = z.strictObject({
  tenantId: tenantId.optional(),
  interval: z.enum(['minute', 'hour', 'day']).default('minute').meta({
    description: 'How long a bucket is. At most 24 hours by the minute, 60 days by the hour, 400 days by the day.',
  }),
  from: moment.optional().meta({
    description:
      'Taken back to the begin of its bucket, in UTC. Unless told: an hour before `to` by the minute, a day by the ' +
      'hour, 30 days by the day.',
  }),
  to: moment.optional().meta({ description: 'Put forward to the end of its bucket. Now, unless told, and no later.' }),
});
export type StatisticsQuery = z.output<typeof statisticsQuery>;
