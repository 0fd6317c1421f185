import { z } from 'zod';
import { utcTime } from './common.js';

/** Data of the event `sessions`: each is to be read anew. */
export const liveSessions = z
  .object({
    sessions: z.array(
      z.object({
        sessionId: z.guid(),
        callId: z.string(),
        types: z.array(z.string()).meta({ description: 'Types of what happened, as its timeline has them.' }),
        at: utcTime,
      }),
    ),
  })
  .meta({ id: 'LiveSessions' });
export type LiveSessions = z.infer<typeof liveSessions>;

export const liveHeaders = z.object({
  'last-event-id': z.string().max(18).optional().meta({
    description: 'Of the last event that was seen: what happened since is told first, some of it perhaps again.',
  }),
});
