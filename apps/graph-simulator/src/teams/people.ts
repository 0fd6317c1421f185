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

/** A Teams recording policy with the one application it invites. Its identifier is Teams' own string, an opaque key. */
export interface RecordingPolicy {
  policyIdentifier: string;
  /** Object id of the recording application's instance in the tenant: what invitations target. */
  applicationInstanceId: string;
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
  return { policyIdentifier: `TeamsComplianceRecordingPolicy=Tenant:${name}`, applicationInstanceId };
}
