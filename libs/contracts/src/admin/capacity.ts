import { z } from 'zod';
import { listOf, sentence, total, utcTime } from './common.js';

const calls = total;
const day = z.iso.date().meta({ description: 'Of UTC.', examples: ['2026-01-15'] });

/** When a quota will be met. */
const outlook = {
  quota: calls.nullable().meta({ description: 'As it is set: a warning line that refuses nothing. Null: none is.' }),
  trendPerDay: z
    .number()
    .nullable()
    .meta({
      description:
        'By how much the figure of a day grows from one to the next: a straight line, by least squares, through ' +
        'those of the last 90 days that are over. It knows no weekends. Null: there are fewer than seven.',
    }),
  daysLeft: calls.nullable().meta({
    description: 'Until the quota is met, 0 when it is. Null: nobody can say, or not in sight; `explanation` tells.',
  }),
  explanation: sentence.meta({ description: 'Why so many days, or none, in words for a person.' }),
};

/** How much is taken of what there is room for, and how long that will do. */
export const capacity = z
  .object({
    liveCalls: z
      .object({
        now: calls,
        peaks: listOf(z.object({ day, calls, at: utcTime }), 91).meta({
          description: 'The most of each of the last 90 days, looked at once a minute; the oldest first.',
        }),
        ...outlook,
      })
      .meta({ id: 'LiveCapacity', description: 'Calls that have not ended.' }),
    monthlyCalls: z
      .object({
        month: z
          .string()
          .length(7)
          .regex(/^\d{4}-\d{2}$/)
          .meta({ description: 'Of UTC.', examples: ['2026-01'] }),
        asOf: utcTime.nullable().meta({ description: 'Up to when calls are counted; null: none was counted yet.' }),
        soFar: calls,
        days: listOf(z.object({ day, calls }), 31).meta({ description: 'Of this month, the oldest first.' }),
        forecast: calls.nullable().meta({
          description: 'By the end of the month, if each day has as many as the trend says; null: there is none.',
        }),
        ...outlook,
      })
      .meta({ id: 'MonthlyCapacity', description: 'Calls that Teams invited us to in this calendar month.' }),
    mediaHosts: z
      .object({
        open: total.meta({ description: 'Hosts that take calls.' }),
        draining: total,
        silent: total,
        maxCalls: calls.meta({ description: 'Of the open ones, as the next two.' }),
        reservedCalls: calls,
        freeCalls: calls,
      })
      .meta({ id: 'MediaHostCapacity' }),
  })
  .meta({ id: 'Capacity' });
export type Capacity = z.infer<typeof capacity>;
