import { z } from 'zod';
import { graphText, label, listOf, utcTime } from './common.js';

/** Whoever missed more events than this is told `reset`. */
const MOST_AT_ONCE = 20_000;

/** Data of the event `sessions`: each is to be read anew. */
export const liveSessions = z
  .object({
    sessions: listOf(
      z.object({
        sessionId: z.guid(),
        callId: graphText,
        types: listOf(label, MOST_AT_ONCE).meta({ description: 'Types of what happened, as its timeline has them.' }),
        at: utcTime,
      }),
      MOST_AT_ONCE,
    ),
  })
  .meta({ id: 'LiveSessions' });
export type LiveSessions = z.infer<typeof liveSessions>;

export const liveHeaders = z.object({
  'last-event-id': z.string().max(18).regex(/^\d+$/).optional().meta({
    description: 'Of the last event that was seen: what happened since is told first, some of it perhaps again.',
  }),
});
