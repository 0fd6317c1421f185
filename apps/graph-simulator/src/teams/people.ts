import { randomUUID } from 'node:crypto';
import type { SeededRandom } from '../random.js';

/** Somebody in a conversation, as Teams knows them. */
export interface Person {
  userId: string;
  participantId: string;
  tenantId: string;
  displayName: string;
  region: string;
  /** The policy assigned to this user, if there is one. */
  policy: RecordingPolicy | null;
  sharing: boolean;
}

/** A Teams recording policy. Its identifier is Teams' own string, an opaque key. */
export interface RecordingPolicy {
  policyIdentifier: string;
  /** What is invited for each of its users: one recorder or, for resilience, two (protocol §13.3). */
  recorders: readonly [InvitedRecorder, ...InvitedRecorder[]];
}

export interface InvitedRecorder {
  /** Object id of the recording application's instance in the tenant: what invitations target. */
  applicationInstanceId: string;
  /** 1: the second invitation of the same application, by ConcurrentInvitationCount 2. */
  lane: 0 | 1;
}

const FIRST = [
  'Adele',
  'Megan',
  'Lynne',
  'Isaiah',
  'Nestor',
  'Patti',
  'Henrietta',
  'Pradeep',
  'Grady',
  'Miriam',
] as const;
const LAST = [
  'Vance',
  'Bowen',
  'Robbins',
  'Langer',
  'Wilke',
  'Fernandez',
  'Mueller',
  'Gupta',
  'Archie',
  'Graham',
] as const;

export function somebody(random: SeededRandom, tenantId: string, policy: RecordingPolicy | null): Person {
  return {
    userId: randomUUID(),
    participantId: randomUUID(),
    tenantId,
    displayName: `${random.pick(FIRST)} ${random.pick(LAST)}`,
    region: random.pick(['amer', 'emea', 'apac']),
    policy,
    sharing: false,
  };
}

export function recordingPolicy(name: string, applicationInstanceId: string = randomUUID()): RecordingPolicy {
  return policyOf(`TeamsComplianceRecordingPolicy=Tenant:${name}`, applicationInstanceId);
}

/** `second` is how recorders are doubled; Teams allows one way or the other. */
export function policyOf(
  policyIdentifier: string,
  applicationInstanceId: string,
  second: 'none' | 'twin' | { pairedApplicationInstanceId: string } = 'none',
): RecordingPolicy {
  const first: InvitedRecorder = { applicationInstanceId, lane: 0 };
  if (second === 'none') return { policyIdentifier, recorders: [first] };
  const other: InvitedRecorder =
    second === 'twin'
      ? { applicationInstanceId, lane: 1 }
      : { applicationInstanceId: second.pairedApplicationInstanceId, lane: 0 };
  return { policyIdentifier, recorders: [first, other] };
}
