import { z } from 'zod';
import { pageOf, paging, utcTime } from './common.js';

export const timelineEntry = z
  .object({
    at: utcTime.meta({ description: 'When it happened, as far as we know.' }),
    type: z.string().meta({ description: 'What happened.', examples: ['recording.CallAnswered'] }),
    cause: z
      .string()
      .meta({ description: 'What brought it about: a notification, a command, a report of a media host.' }),
    messageId: z.string().nullable().meta({ description: "Graph's id of the notification, where it was one." }),
    data: z.record(z.string(), z.unknown()).meta({ description: 'What belongs to this type of entry.' }),
  })
  .meta({ id: 'TimelineEntry' });

export const timelinePage = pageOf(timelineEntry, 'TimelinePage');
export type TimelinePage = z.infer<typeof timelinePage>;

/** A timeline is read forward, the newest last; a page is longer than elsewhere, because a call makes many entries. */
export const timelineQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1_000).default(200).meta({ description: 'Entries of a page.' }),
  cursor: paging.cursor,
  format: paging.format,
});
