import { spawnSync } from 'node:child_process';
import { chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedPostgres, stopEmbeddedPostgres } from '@app/platform';
import { embeddedProgram } from '../support/embedded-program.js';
import { eventually } from '../support/eventually.js';

const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const nobodyReachesUs = isRoot && spawnSync('test', ['-r', 'node_modules'], { ...NOBODY }).status === 0;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp('/tmp/witness-embedded-');
  if (isRoot) spawnSync('chmod', ['755', dataDir]);
});
afterEach(async () => {
  await stopEmbeddedPostgres({ dataDir });
  await rm(dataDir, { recursive: true });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }: { rows: unknown[] }) => rows)
    .finally(() => client.end());
}

async function pid(): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
}

function isAlive(process_: number): boolean {
  return spawnSync('kill', ['-0', String(process_)]).status === 0;
}

it('is a real, durable PostgreSQL 18 that nobody reaches over the network', async () => {
  const server = await startEmbeddedPostgres({ dataDir });

  const settings = await query(
    server.url,
    `SELECT name, setting FROM pg_settings WHERE name IN
     ('server_version', 'fsync', 'synchronous_commit', 'listen_addresses', 'server_encoding') ORDER BY name`,
  );
  await server.stop();

  expect(settings).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'listen_addresses', setting: '' },
    { name: 'server_encoding', setting: 'UTF8' },
    { name: 'server_version', setting: '18.4' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
});

it('keeps what was stored from one start to the next', async () => {
  const first = await startEmbeddedPostgres({ dataDir });
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const stopped = await pid();
  await first.stop();
  expect(isAlive(stopped)).toBe(false);

  const second = await startEmbeddedPostgres({ dataDir });

  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.stop();
});

it('is one server for every program of a data directory, however many start at once', async () => {
  const programs = await Promise.all([1, 2, 3].map(() => embeddedProgram(dataDir)));
  const server = await pid();

  expect(new Set(programs.map(({ url }) => url)).size).toBe(1);
  await programs[0]?.end('SIGTERM');
  await programs[1]?.end('SIGKILL');
  expect(await query(programs[2]?.url ?? '', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  expect(await pid()).toBe(server);

  await programs[2]?.end('SIGTERM');
  expect(isAlive(server)).toBe(false);
});

it('is found again by the next program after its own was killed', async () => {
  const killed = await embeddedProgram(dataDir);
  await query(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const server = await pid();
  await killed.end('SIGKILL');
  expect(isAlive(server)).toBe(true);

  const next = await startEmbeddedPostgres({ dataDir });

  expect(await pid()).toBe(server);
  expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await next.stop();
  expect(isAlive(server)).toBe(false);
});

it('recovers what was committed when everything was killed at once', async () => {
  const killed = await embeddedProgram(dataDir);
  await query(killed.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const server = await pid();
  process.kill(server, 'SIGKILL');
  await killed.end('SIGKILL');

  const next = await startEmbeddedPostgres({ dataDir });

  expect(await pid()).not.toBe(server);
  expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await next.stop();
});

it('starts although the pid it left behind is somebody else’s after a reboot', async () => {
  await (await startEmbeddedPostgres({ dataDir })).stop();
  await writeFile(join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n`);

  const server = await startEmbeddedPostgres({ dataDir });

  expect(await pid()).not.toBe(process.pid);
  await server.stop();
});

it('starts for a program that comes while the last one leaves', async () => {
  for (let round = 0; round < 5; round += 1) {
    const leaving = await startEmbeddedPostgres({ dataDir });
    const [, coming] = await Promise.all([leaving.stop(), startEmbeddedPostgres({ dataDir })]);

    expect(await query(coming.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await coming.stop();
  }
});

describe.each(['fast', 'immediate'] as const)('a %s restart', (mode) => {
  it('keeps what was stored, and stays down as long as was asked', async () => {
    const server = await startEmbeddedPostgres({ dataDir });
    await query(server.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    const before = await pid();

    const restarted = server.restart(mode, 3_000);
    await eventually(() => expect(isAlive(before)).toBe(false));
    await expect(query(server.url, 'SELECT 1')).rejects.toThrow();
    await restarted;

    expect(await pid()).not.toBe(before);
    expect(await query(server.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await server.stop();
  });

  it('leaves every program its word that it uses the server, and the last to leave stops it', async () => {
    const other = await embeddedProgram(dataDir);
    const own = await startEmbeddedPostgres({ dataDir });
    await own.restart(mode, 0);
    const server = await pid();
    await eventually(async () => {
      const words = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock' AND granted`;
      expect(await query(own.url, words)).toHaveLength(2);
    });

    await own.stop();
    expect(isAlive(server)).toBe(true);
    await other.end('SIGTERM');
    expect(isAlive(server)).toBe(false);
  });
});

it('says what is wrong when it cannot start', async () => {
  await mkdir(join(dataDir, 'postgres'));

  await expect(startEmbeddedPostgres({ dataDir })).rejects.toThrow(/does not start:[^]*postgres/);
});

it.runIf(nobodyReachesUs)('runs for a normal user as for root', async () => {
  await chown(dataDir, NOBODY.uid, NOBODY.gid);

  const program = await embeddedProgram(dataDir, NOBODY);
  const owner = spawnSync('stat', ['-c', '%u', join(dataDir, 'postgres')])
    .stdout.toString()
    .trim();
  const answer = await query(program.url, 'SELECT 1 AS one');
  await program.end('SIGTERM');

  expect([owner, answer]).toEqual([String(NOBODY.uid), [{ one: 1 }]]);
});

it.runIf(isRoot)('tells root when its unprivileged user cannot reach the data', async () => {
  spawnSync('chmod', ['700', dataDir]);

  await expect(startEmbeddedPostgres({ dataDir: join(dataDir, 'inner') })).rejects.toThrow(
    /cannot reach .*RECORDER_DATA_DIR/,
  );
});
