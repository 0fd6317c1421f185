import { expect } from 'vitest';
import { eventually } from './eventually.js';
import type { System } from './system.js';

/** What a call says that Graph does not know, or says it does not (protocol §8.1). */
export const UNKNOWN = { status: 404, code: '8522' } as const;

/** Makes a waiting command of this ordering key due; a test need not wait for what a day brings by itself. */
export function makeDue(system: System, orderingKey: string): Promise<unknown> {
  return system.sql(
    `UPDATE durable_command SET run_at = now()
     WHERE ordering_key = $1 AND claimed_by IS NULL AND buried_at IS NULL AND run_at > now()`,
    [orderingKey],
  );
}

/** Resolves when the call is closed on record; until then Graph is asked again and again. */
export async function closedWhenAsked(system: System, callId: string): Promise<void> {
  await eventually(async () => {
    await makeDue(system, `${callId}:keep-alive`);
    expect((await system.admin.session(callId)).endedAt).not.toBeNull();
  });
}

/** Resolves when Graph has been asked so many times more whether this call is still up. */
export async function askedAgain(system: System, callId: string, times = 1): Promise<void> {
  const asked = async () => (await system.simulator.asked(callId, 'keepAlive')).length;
  const before = await asked();
  await eventually(async () => {
    await makeDue(system, `${callId}:keep-alive`);
    expect(await asked()).toBeGreaterThanOrEqual(before + times);
  });
  // The last look may have made one more due, which must not run into what the test does next.
  await eventually(async () =>
    expect(
      await system.sql(
        `SELECT FROM durable_command
         WHERE ordering_key = $1 AND buried_at IS NULL AND (claimed_by IS NOT NULL OR run_at <= now())`,
        [`${callId}:keep-alive`],
      ),
    ).toEqual([]),
  );
}
