import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { DatabaseGate } from '../support/database-gate.js';
import { eventually, sleep } from '../support/eventually.js';
import { System } from '../support/system.js';

let system: System;
let gate: DatabaseGate;
beforeAll(async () => {
  gate = await DatabaseGate.start();
  system = await System.start({
    databaseUrl: (url) => gate.urlOf(url),
    recorderEnv: { RECORDER_CALL_KEEP_ALIVE_SECONDS: '3' },
  });
});
afterEach(() => gate.reopen());
afterAll(async () => {
  await system.stop();
  await gate.stop();
});

async function recordedCall(seed: number): Promise<string> {
  const { callId } = await system.simulator.invite({ seed });
  await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
  return callId;
}

async function isReady(): Promise<boolean> {
  return (await fetch(`${system.recorder.url}/health/ready`)).ok;
}

it('while the database is away, invites get 503 and the recorder stays up; afterwards work goes on', async () => {
  await recordedCall(1);
  const logged = system.logs.length;

  gate.close();
  const { callId, status } = await system.simulator.invite({ seed: 2 });
  const isReadyMeanwhile = await isReady();
  gate.reopen();

  expect(status).toBe(503);
  expect(isReadyMeanwhile, 'load balancers see it').toBe(false);
  expect(system.recorder.program.alive).toBe(true);
  expect(system.logs.slice(logged), 'operators see it').toContain('a notification could not be stored');
  await eventually(async () => expect(await isReady()).toBe(true));
  expect(await system.sql('SELECT 1 FROM recording_session WHERE call_id = $1', [callId])).toEqual([]);
  await recordedCall(3);
});

const COME_AGAIN = { status: 503, code: 'database.unavailable', retryAfter: 1 };

it('while the database is away, people are told to come again', async () => {
  gate.close();
  await expect(system.admin.sessions()).rejects.toMatchObject(COME_AGAIN);
  gate.reopen();

  await eventually(() => system.admin.sessions());
});

it('so are those for whom others leave no connection, while calls have theirs', async () => {
  const callId = await recordedCall(7);
  const blocker = new Client({ connectionString: system.database.url });
  await blocker.connect();
  await blocker.query('BEGIN; LOCK TABLE coverage_gap');
  const crowd = Promise.allSettled(Array.from({ length: 5 }, () => system.admin.gaps(callId)));
  try {
    const waiting = `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ~ 'AS position\\s+FROM coverage_gap'`;
    await eventually(async () => expect(await system.sql(waiting)).toHaveLength(5));

    const refused = expect(system.admin.sessions()).rejects.toMatchObject(COME_AGAIN);
    const invited = await system.simulator.invite({ seed: 8 });
    await eventually(async () =>
      expect((await system.simulator.asked(invited.callId, 'answer')).at(-1)?.status).toBe(202),
    );
    await refused;
  } finally {
    await blocker.end();
  }
  expect(await crowd).toEqual(Array.from({ length: 5 }, () => ({ status: 'fulfilled', value: [] })));
});

it('an invite that Teams repeats until the database is back is answered', async () => {
  gate.close();
  const invited = system.simulator.invite({ seed: 4 });
  await sleep(600);
  gate.reopen();

  const { callId, status } = await invited;

  expect(status).toBe(202);
  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('answered'));
});

it('a call that ended while the database was away is found ended afterwards', { timeout: 90_000 }, async () => {
  const callId = await recordedCall(5);

  gate.close();
  await system.simulator.end(callId);
  await sleep(4_000);
  expect(system.recorder.program.alive).toBe(true);
  gate.reopen();

  await eventually(async () => expect((await system.admin.session(callId)).endedAt).not.toBeNull(), 60_000);
  await eventually(() => expect(system.mediaHost.released).toContain(callId));
});

it('connections that the server ends under load cost no call', async () => {
  const invited = Array.from({ length: 20 }, (_, seed) => system.simulator.invite({ seed: 100 + seed }));
  for (const until = Date.now() + 1_200; Date.now() < until;) {
    await system.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'recorder'`);
    await sleep(50);
  }

  const replies = await Promise.all(invited);
  expect(system.recorder.program.alive, system.logs.slice(-3_000)).toBe(true);
  for (const { callId, status } of replies) {
    expect(status).toBe(202);
    await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));
    const answers = await system.simulator.asked(callId, 'answer');
    expect(answers.filter((answer) => answer.status === 202)).toHaveLength(1);
  }
  expect(system.recorder.program.alive).toBe(true);
});

it('a recorder that starts while the database is away waits for it', async () => {
  const { program } = system.recorder;
  await program.kill('SIGTERM');
  gate.close();

  const started = program.start();
  await eventually(() => expect(program.output).toContain('the database is away'));
  await sleep(1_000);
  expect(program.alive).toBe(true);
  gate.reopen();
  await started;

  await recordedCall(9);
});

it('so does one that the database leaves between its start and its first question', async () => {
  const { program } = system.recorder;
  await program.kill('SIGTERM');
  const printed = program.output.length;
  gate.closeAt('session.open-calls');

  const started = program.start();
  await eventually(() => expect(program.output.slice(printed)).toContain('the database is away'));
  await sleep(1_000);
  expect(program.alive).toBe(true);
  gate.reopen();
  await started;

  await recordedCall(10);
});
