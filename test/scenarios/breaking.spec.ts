import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Desk } from '../../scripts/system/desk.js';
import { eventually } from '../support/eventually.js';
import { OwnPostgres } from '../support/own-postgres.js';
import type { System } from '../support/system.js';
import { systemWithDesk } from '../support/system-desk.js';
import { BREAKING, conversationsOf, played, playedToItsEnd, RECORDED } from './playing.js';

let postgres: OwnPostgres;
let system: System;
let desk: Desk;
beforeAll(async () => {
  postgres = await OwnPostgres.start();
  ({ system, desk } = await systemWithDesk({ postgres, recorders: 2, mediaHosts: 2 }));
});
afterAll(async () => {
  await desk.stop();
  await system.stop();
  await postgres.discard();
});

// What the story before has killed is on its way back.
beforeEach(() =>
  eventually(async () => {
    for (const { url } of system.recorders) expect((await fetch(`${url}/health/ready`)).ok).toBe(true);
  }),
);

/** How many legs of one conversation the story has, and what happens to the first of them. */
const ON_RECORD: Record<string, { legs: number; first: string }> = {
  'host-drained': { legs: 2, first: 'ParticipantNotAdmitted' },
  'host-killed': { legs: 2, first: 'MediaLost' },
  'replica-killed-mid-answer': { legs: 1, first: 'RecordingStarted' },
};

it('every story that breaks programs is played here', () => {
  expect(BREAKING).toEqual([...Object.keys(ON_RECORD), 'postgres-restart']);
});

it.each(Object.entries(ON_RECORD))(
  '%s: goes as told, and is on record',
  { timeout: 120_000 },
  async (name, { legs, first }) => {
    const callIds = await played(system, name);

    expect(callIds).toHaveLength(legs);
    for (const callId of callIds) expect(await system.admin.session(callId)).toMatchObject(RECORDED);
    expect(await system.admin.story(callIds[0]!)).toContain(first);
    expect(await conversationsOf(system, callIds)).toBe(1);
  },
);

it(
  'postgres-restart: goes as told, and the calls before and after it are on record',
  { timeout: 120_000 },
  async () => {
    const [before, , after] = await playedToItsEnd(system, 'postgres-restart');

    for (const callId of [before!, after!]) {
      await system.ended(callId);
      expect(await system.admin.session(callId)).toMatchObject(RECORDED);
    }
  },
);
