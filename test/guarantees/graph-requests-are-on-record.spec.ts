import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { askedAgain } from '../support/graph-checks.js';
import type { Faults } from '../support/simulator-client.js';
import { System } from '../support/system.js';

let system: System;
beforeAll(async () => void (system = await System.start()));
afterEach(() => system.simulator.faults({}));
afterAll(() => system.stop());

/** What the timeline tells of requests to Graph. */
async function told(callId: string, verb?: string): Promise<Record<string, unknown>[]> {
  const entries = (await system.admin.timeline(callId)).filter(({ type }) => type === 'recording.GraphAsked');
  return entries.map(({ data }) => data).filter((data) => !verb || data.verb === verb);
}

async function recordedCall(seed: number, faults: Faults = {}): Promise<string> {
  const { callId } = await system.simulator.invite({ seed, faults });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

const inShort = ({ verb, status }: { verb?: unknown; status?: unknown }) => `${String(verb)} ${String(status)}`;

it('a timeline shows each request once, with the status that Graph gave it', async () => {
  const callId = await recordedCall(1);
  await eventually(async () => expect(await told(callId, 'answer')).toHaveLength(1));

  const seen = (await system.simulator.asked(callId)).map(inShort);
  expect((await told(callId)).map(inShort).sort()).toEqual(seen.sort());
  for (const each of await told(callId))
    expect(each).toMatchObject({ attempt: 1, noReply: null, requestId: expect.stringMatching(/./) as string });
  await system.simulator.end(callId);
});

it('and each attempt of one that Graph put off', async () => {
  const callId = await recordedCall(2, { graph: [{ verb: 'answer', status: 429, times: 2 }] });

  await eventually(async () =>
    expect((await told(callId, 'answer')).map(({ status, attempt }) => [status, attempt])).toEqual([
      [429, 1],
      [429, 2],
      [202, 3],
    ]),
  );
  await system.simulator.end(callId);
});

it.each<[string, Faults, object]>([
  ['refuses', { graph: [{ verb: 'answer', status: 403, code: '7504' }] }, { status: 403, code: '7504' }],
  ['knows no such call', { graph: [{ verb: 'answer', status: 404, code: '8522' }] }, { status: 404, code: '8522' }],
  ['does not reply', { graph: [{ verb: 'answer', latencyMs: 7_000 }] }, { status: null, noReply: 'timeout' }],
])('of an answer that was missed because Graph %s the first attempt says so', async (_, faults, first) => {
  const { callId } = await system.simulator.invite({ seed: 3, faults });

  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('missed'));

  await eventually(async () => expect((await told(callId, 'answer'))[0]).toMatchObject(first));
  const { calls } = await system.admin.explain({ callId });
  expect(calls[0]?.sentences.join('\n')).toMatch(/^Graph replied /m);
});

it('keepAlives that go well are no entries, but those that fail are, and the first one after them', async () => {
  const callId = await recordedCall(4);
  await askedAgain(system, callId, 2);
  expect(await told(callId, 'keepAlive')).toEqual([]);

  await system.simulator.faults({ graph: [{ verb: 'keepAlive', status: 503, times: 1 }] });
  await askedAgain(system, callId, 2);
  await askedAgain(system, callId, 2);

  expect((await told(callId, 'keepAlive')).map(({ status }) => status)).toEqual([503, 200]);
  await system.simulator.end(callId);
});

it('a note that Postgres refuses takes no command with it', async () => {
  await system.sql(
    `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$`,
  );
  await system.sql(`CREATE TRIGGER refuse BEFORE INSERT ON session_event FOR EACH ROW
    WHEN (NEW.type = 'recording.GraphAsked' AND NEW.data ->> 'status' = '429') EXECUTE FUNCTION refuse()`);
  // Longer than a run of the command asks: it fails, and is run anew.
  const graph = [{ verb: 'updateRecordingStatus', status: 429, retryAfterSeconds: 60, times: 1 }];

  const callId = await recordedCall(5, { graph });

  expect((await told(callId, 'updateRecordingStatus')).map(({ status }) => status)).toEqual([200]);
  const reports = await system.simulator.asked(callId, 'updateRecordingStatus');
  expect(reports.map(({ status }) => status)).toEqual([429, 200]);
  await system.sql('DROP TRIGGER refuse ON session_event');
  await system.simulator.end(callId);
});
