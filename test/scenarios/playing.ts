import { expect } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { System } from '../support/system.js';

/** Stories that break programs at the desk; played by themselves, because they leave errors in logs. */
export const BREAKING = ['host-drained', 'host-killed', 'replica-killed-mid-answer', 'postgres-restart'];

/** What a call that was recorded to its end leaves on record. */
export const RECORDED = {
  response: 'answered',
  callState: 'terminated',
  recordingStartedAt: expect.any(String) as string,
};

export const ENDED = { endReason: { code: 200, subcode: 5001 } };

/** Plays a story of the simulator, and waits until the end of every call of it is on record. */
export async function played(system: System, name: string, overrides: object = {}): Promise<string[]> {
  const callIds = await playedToItsEnd(system, name, overrides);
  for (const callId of callIds) await system.ended(callId);
  return callIds;
}

export async function playedToItsEnd(system: System, name: string, overrides: object = {}): Promise<string[]> {
  const runId = await system.simulator.play(name, { seed: 7, overrides: { talkSeconds: 3, ...overrides } });
  const callIds = await eventually(async () => {
    const run = await system.simulator.run(runId);
    expect(run.state, run.steps.map(({ text }) => text).join('\n')).not.toBe('playing');
    expect(run.failure, run.steps.map(({ text }) => text).join('\n')).toBeNull();
    return run.callIds;
  }, 240_000);
  expect(await system.simulator.violations(), "what we sent keeps Microsoft's description").toEqual([]);
  return callIds;
}

/** Participants who came into some call, by call: as the recorder has them on record. */
export async function seatsOf(system: System, callIds: readonly string[]): Promise<number[]> {
  const rows = await system.sql<{ seats: number }>(
    `SELECT count(DISTINCT participant_id)::integer AS seats FROM recording_session LEFT JOIN seat USING (session_id)
     WHERE call_id = ANY($1) GROUP BY session_id ORDER BY seats DESC`,
    [callIds],
  );
  return rows.map(({ seats }) => seats);
}

export async function conversationsOf(system: System, callIds: readonly string[]): Promise<number> {
  const [row] = await system.sql<{ conversations: number }>(
    `SELECT count(DISTINCT conversation_id)::integer AS conversations FROM recording_session WHERE call_id = ANY($1)`,
    [callIds],
  );
  return row?.conversations ?? 0;
}
