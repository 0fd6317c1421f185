import { AdminApi } from '../system/clients.js';
import type { LocalSystem } from '../system/local-system.js';

/** Small enough that every meeting needs more than one call. */
export const MEETING_CAPACITY = 3;

/** What the recorders are to do with the storm's calls and meetings. */
export async function putPolicies(system: LocalSystem): Promise<void> {
  const admin = new AdminApi(system.recorderUrls[0] ?? '', await system.simulator.token(['Recording.Operate']));
  await admin.putPolicy('storm-calls', recordedUnder('StormCalls', 1));
  await admin.putPolicy('storm-meetings', recordedUnder('StormMeetings', MEETING_CAPACITY));
}

function recordedUnder(name: string, participantCapacity: number): Parameters<AdminApi['putPolicy']>[1] {
  return {
    name,
    match: 'exact',
    policyIdentifier: `TeamsComplianceRecordingPolicy=Tenant:${name}`,
    action: 'record',
    mediaKind: 'appHosted',
    modalities: ['audio'],
    participantCapacity,
  };
}
