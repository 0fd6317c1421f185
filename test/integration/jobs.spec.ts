import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDataSource, Clock, Database, Jobs, Log } from '@app/platform';
import { testDatabase, type TestDatabase } from '../support/database.js';

const PATIENCE = { timeout: 10_000 };
const noon = new Date('2026-01-05T12:00:00Z');

class Noon extends Clock {
  now(): Date {
    return noon;
  }
}

class RememberingLog extends Log {
  readonly errors: string[] = [];
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(message: string): void {
    this.errors.push(message);
  }
}

let test: TestDatabase;
let otherReplica: Database;
const log = new RememberingLog();
beforeAll(async () => {
  test = await testDatabase();
  otherReplica = new Database(await buildDataSource({ url: test.url, applicationName: 'other' }).initialize());
});
afterAll(async () => {
  await otherReplica.dataSource.destroy();
  await test.close();
});

/** A job that lasts until it is let go. */
function lasting(name: string) {
  const runs: Date[] = [];
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const run = async (at: Date): Promise<void> => {
    runs.push(at);
    await held;
  };
  return { job: { name, run }, runs, letGo: () => letGo() };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

it('runs a job on one replica at a time, and other jobs beside it', async () => {
  const [here, there] = [new Jobs(test.database, new Noon(), log), new Jobs(otherReplica, new Noon(), log)];
  const slow = lasting('slow');

  const first = here.run(slow.job);
  await until(() => slow.runs.length === 1);
  const second = await there.run(slow.job);
  const another = await there.run({ name: 'another', run: () => Promise.resolve() });
  slow.letGo();

  expect([second, another, await first]).toEqual([false, true, true]);
  expect(slow.runs).toEqual([noon]);
  expect(await there.run(slow.job)).toBe(true);
});

it('frees a job whose replica has died', async () => {
  const dying = new Database(await buildDataSource({ url: test.url, applicationName: 'dying' }).initialize());
  const jobs = new Jobs(test.database, new Noon(), log);
  const stuck = lasting('stuck');
  const lost = new Jobs(dying, new Noon(), log).run(stuck.job).catch(() => undefined);
  await until(() => stuck.runs.length === 1);
  expect(await jobs.run(stuck.job)).toBe(false);

  // What the database sees of a kill -9: the connection ends.
  await test.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dying'`,
  );

  await expect.poll(() => jobs.run({ name: 'stuck', run: () => Promise.resolve() }), PATIENCE).toBe(true);
  stuck.letGo();
  await lost;
  await dying.dataSource.destroy();
});

it('frees a job whose replica stands still in the middle of it, and not while it says that it does not', async () => {
  class Quick extends Jobs {
    protected override readonly standsStillMs = 2_000;
    protected override readonly saysSoMs: number = 200;
  }
  class Still extends Quick {
    // Longer than the test: what a stopped process says.
    protected override readonly saysSoMs = 60_000;
  }
  const jobs = new Jobs(otherReplica, new Noon(), log);
  const [alive, still] = [lasting('alive'), lasting('still')];
  const runs = [
    new Quick(test.database, new Noon(), log).run(alive.job),
    new Still(test.database, new Noon(), log).run(still.job),
  ];
  await until(() => alive.runs.length + still.runs.length === 2);

  await expect.poll(() => jobs.run({ name: 'still', run: () => Promise.resolve() }), PATIENCE).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(await jobs.run({ name: 'alive', run: () => Promise.resolve() })).toBe(false);
  for (const { letGo } of [alive, still]) letGo();
  await Promise.all(runs);
});

it('goes on after a run that failed, and tells', async () => {
  const jobs = new Jobs(test.database, new Noon(), log);
  let runs = 0;

  jobs.every(0.01, {
    name: 'failing',
    run: () => {
      runs += 1;
      return Promise.reject(new Error('no luck'));
    },
  });
  await until(() => runs >= 3);
  await jobs.beforeApplicationShutdown();

  expect(log.errors).toContain('Job failed');
});

it('lets a run come to its end when the replica stops, and starts no other', async () => {
  const jobs = new Jobs(test.database, new Noon(), log);
  const last = lasting('last');
  jobs.every(0.01, last.job);
  await until(() => last.runs.length === 1);

  const stopped = jobs.beforeApplicationShutdown().then(() => 'stopped');
  expect(await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, 50, 'waiting'))])).toBe('waiting');
  last.letGo();

  expect(await stopped).toBe('stopped');
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(last.runs).toHaveLength(1);
});
