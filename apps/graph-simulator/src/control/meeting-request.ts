import { z } from 'zod';
import { FIXTURES } from '../teams/invitation.js';
import { joiningWay } from '../teams/joining-way.js';
import { faultPlan } from './faults.js';

/** How further people come: all at once, by a schedule that waits for nobody, or each when the one before is decided on. */
const pace = {
  together: z.boolean().default(false),
  joinEveryMs: z.number().min(0).max(60_000).optional(),
  joining: joiningWay.prefault({}),
};

export const meetingRequest = z
  .object({
    /** Users under the policy, each of whom the application is invited or asked for. */
    people: z.number().int().min(1).max(2_000).default(1),
    /** People without a policy. */
    guests: z.number().int().min(0).max(100).default(1),
    tenantId: z.guid().optional(),
    policyIdentifier: z.string().default('TeamsComplianceRecordingPolicy=Tenant:ContosoRecording'),
    applicationInstanceId: z.guid().default('9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5'),
    /** ConcurrentInvitationCount 2. */
    twins: z.boolean().default(false),
    /** A second application of the policy: ours too, or one that others run and that joins with the first user. */
    paired: z.union([z.boolean(), z.literal('elsewhere')]).default(false),
    /** False: the others come before anything is known of the application. */
    afterFirstAnswer: z.boolean().default(true),
    ...pace,
    fixture: z.enum(FIXTURES).default('policy-recording-as-seen'),
    media: z.enum(['speech', 'connect', 'none', 'unreachable']).default('connect'),
    rosters: z.boolean().default(true),
    seed: z.union([z.number().int(), z.string()]).default(1),
    faults: faultPlan.optional(),
  })
  .refine(({ twins, paired }) => !twins || paired === false, 'Teams allows twins or pairs, not both');
export type MeetingRequest = z.infer<typeof meetingRequest>;

export const joinRequest = z.object({
  count: z.number().int().min(1).max(2_000).default(1),
  ...pace,
  together: z.boolean().default(true),
});
export type JoinRequest = z.infer<typeof joinRequest>;

export const leaveRequest = z.object({
  /** Who; default: those who came last. */
  participantIds: z.array(z.string()).optional(),
  count: z.number().int().min(1).default(1),
  /** How often each is told again. */
  repeats: z.number().int().min(0).max(10).default(0),
});
export type LeaveRequest = z.infer<typeof leaveRequest>;
