import { z } from 'zod';
import { FIXTURES } from '../teams/invitation.js';

const share = z.number().min(0).max(1);

export const stormRequest = z.object({
  seed: z.union([z.number().int(), z.string()]).default(1),
  /** The storm is over when so many invitations were sent. */
  invites: z.number().int().min(1).max(50_000),
  perSecond: z.number().positive().max(200),
  /** Calls that begin first and last until everything is ended. */
  steady: z.number().int().min(0).max(500).default(20),
  /** Of the stories, how many are meetings; the rest are calls between two. */
  meetings: share.default(0.25),
  /** Of the policies' users, how many are recorded by twins. */
  twins: share.default(0.15),
  /** Of the calls, how many have speech: it costs this process more than anything else. The others have a frame now and then. */
  speech: share.default(0.03),
  /** Recording policies of Teams that the stories are under. */
  callPolicy: z.string().default('StormCalls'),
  meetingPolicy: z.string().default('StormMeetings'),
  fixture: z.enum(FIXTURES).default('policy-recording-as-seen'),
});
export type StormRequest = z.infer<typeof stormRequest>;
