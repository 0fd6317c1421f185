import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';

const STAGES = ['verified', 'stored', 'decided', 'reserved', 'blob', 'sent', 'accepted'];

let system: System;
beforeAll(async () => void (system = await System.start({ mediaHosts: 1 })));
afterAll(() => system.stop());

it('a recorded call is explained stage by stage', async () => {
  const { callId } = await system.simulator.invite({ seed: 1 });

  const [call] = await eventually(async () => {
    const { verdict, calls } = await system.admin.explain({ callId });
    expect(verdict).toBe('recorded');
    // Teams may set a call up before its reply to the answer is read.
    expect(calls[0]?.stages.map(({ stage }) => stage)).toEqual(STAGES);
    return calls;
  });

  expect(call?.sentences.join('\n')).toMatch(
    /^Teams invited the recorder to call [^]*decided to record.*\nThe response left after \d+ ms: .*\nTeams /,
  );
});

it('a user whom nobody invited us for is told so, and that the service was up', async () => {
  await eventually(async () => {
    const { verdict, sentences, uptime } = await system.admin.explain({ user: randomUUID() });

    expect(verdict).toBe('neverInvited');
    expect(uptime).toMatchObject({ up: [expect.anything()], gaps: [] });
    expect(sentences).toContain('In that time the service was up: at least one recorder could take invitations.');
  });
});
