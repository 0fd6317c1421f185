import { afterAll, beforeAll, expect, it } from 'vitest';
import { System } from '../support/system.js';
import { conversationsOf, ENDED, played, RECORDED, seatsOf } from './playing.js';

const policyIdentifier = 'TeamsComplianceRecordingPolicy=Tenant:Large';

let system: System;
beforeAll(async () => {
  system = await System.start({ recorders: 2, mediaHosts: 2 });
});
afterAll(() => system.stop());

it.each([
  ['one after another, capacity 300: one leg', 300, false, [300]],
  ['together after the first answer, capacity 100: three legs', 100, true, [100, 100, 100]],
  ['together after the first answer, capacity 70: five legs', 70, true, [70, 70, 70, 70, 20]],
] as const)(
  'large-meeting: three hundred users of one policy, %s, and each of them on one',
  { timeout: 300_000 },
  async (_how, participantCapacity, together, seats) => {
    const policy = { name: 'Large', match: 'exact', policyIdentifier, action: 'record', participantCapacity } as const;
    await system.admin.putPolicy('large', policy);

    const callIds = await played(system, 'large-meeting', { policyIdentifier, together });

    expect(await seatsOf(system, callIds)).toEqual(seats);
    expect(await conversationsOf(system, callIds)).toBe(1);
    for (const callId of callIds) expect(await system.admin.session(callId)).toMatchObject({ ...RECORDED, ...ENDED });
  },
);
