import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';

let system: System;
beforeAll(async () => void (system = await System.start()));
afterAll(() => system.stop());

it.each([503, 429])('a Graph that says %i four times and then yes: the call is recorded', async (status) => {
  const graph = [{ verb: 'answer', status, times: 4 }];
  const { callId } = await system.simulator.invite({ seed: status, faults: { graph } });

  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));

  const answers = await system.simulator.asked(callId, 'answer');
  expect(answers.map((answer) => answer.status)).toEqual([status, status, status, status, 202]);
});

it('a Graph that asks for a second of patience is given it, and no more', async () => {
  const graph = [{ verb: 'answer', status: 429, retryAfterSeconds: 1, times: 2 }];
  const { callId } = await system.simulator.invite({ seed: 3, faults: { graph } });

  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));

  const times = (await system.simulator.asked(callId, 'answer')).map(({ at }) => Date.parse(at));
  expect(times).toHaveLength(3);
  for (const wait of [times[1]! - times[0]!, times[2]! - times[1]!]) {
    expect(wait).toBeGreaterThanOrEqual(950);
    expect(wait).toBeLessThan(2_000);
  }
});
