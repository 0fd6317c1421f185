import { z } from 'zod';
import { graphText, label, pageOf, paging, utcTime } from './common.js';

const DATA =
  'What belongs to this type of entry. Of `recording.GraphAsked`, one request to Graph and its reply, at the time at which ' +
  'it was sent: `status`, or `noReply` with its reason; `tookMs`; `attempt`, from 1 on; the `code` of a refusal; and ' +
  "both request ids, for Microsoft's support. A regular keepAlive that goes well is left out, unless the one before it " +
  'failed or was cut off.';
const ASKED = {
  verb: 'answer',
  method: 'POST',
  path: '/communications/calls/{id}/answer',
  attempt: 1,
  clientRequestId: '8f1c2d3e-4a5b-4c6d-8e7f-901a2b3c4d5e',
  tookMs: 1350,
  status: 202,
  noReply: null,
  operation: null,
  code: null,
  subcode: null,
  requestId: '5d2b7a90-1c3e-4f58-9a6b-7c8d9e0f1a2b',
};

export const timelineEntry = z
  .object({
    at: utcTime.meta({ description: 'When it happened, as far as we know.' }),
    type: label.meta({ description: 'What happened.', examples: ['recording.CallAnswered', 'recording.GraphAsked'] }),
    cause: label.meta({ description: 'What brought it about: a notification, a command, a report of a media host.' }),
    messageId: graphText.nullable().meta({ description: "Graph's id of the notification, where it was one." }),
    data: z.record(label, z.unknown()).meta({ description: DATA, examples: [ASKED] }),
  })
  .meta({ id: 'TimelineEntry' });

export const timelinePage = pageOf(timelineEntry, 'TimelinePage', 1_000);
export type TimelinePage = z.infer<typeof timelinePage>;

/** How media that was kept is told: each segment, or as one entry what is joined without a hole. */
const segmentsTold = z.enum(['each', 'joined']);
export type SegmentsTold = z.infer<typeof segmentsTold>;

/** A timeline is read forward, the newest last; a page is longer than elsewhere, because a call makes many entries. */
export const timelineQuery = z.strictObject({
  segments: segmentsTold.default('each').meta({
    description:
      '`each`: an entry `recording.SegmentKept` for each segment of media. `joined`: an entry `recording.SegmentsKept`, with ' +
      '`from` and `to`, for as long as no more than a second is missing, whoever it is of.',
  }),
  limit: z.coerce.number().int().min(1).max(1_000).default(200).meta({ description: 'Entries of a page.' }),
  cursor: paging.cursor,
  format: paging.format,
});
export type TimelineQuery = z.output<typeof timelineQuery>;
