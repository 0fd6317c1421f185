import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { NpmStart, openPorts, someOffset, startableProject } from '../support/npm-start.js';
import { testDatabase } from '../support/database.js';

const NOBODY = { uid: 65534, gid: 65534 };

let directory: string;
let offset: number;
const started: NpmStart[] = [];
beforeEach(async () => {
  directory = await startableProject();
  offset = someOffset();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.end()));
  await rm(directory, { recursive: true });
});

function npmStart(portOffset: number, more: Readonly<Record<string, string>> = {}, user?: typeof NOBODY): NpmStart {
  const one = new NpmStart(directory, { START_PORT_OFFSET: String(portOffset), ...more }, user);
  started.push(one);
  return one;
}

function postgresRuns(dataDir: string): boolean {
  return existsSync(join(directory, 'data', dataDir, 'postgres/postmaster.pid'));
}

describe('npm start beside another one of the same directory', () => {
  it('with the same ports ends, names them, and touches no database', async () => {
    await npmStart(offset).prints('Teams simulator ready');

    const second = npmStart(offset, { RECORDER_DATA_DIR: join(directory, 'second') });

    expect(await second.ended()).toBe(1);
    expect(second.output).toMatch(new RegExp(`somebody else listens on .*${4_501 + offset} for the Teams simulator`));
    expect(existsSync(join(directory, 'second'))).toBe(false);
  });

  it('with other ports has a database of its own', async () => {
    const [first, second] = [npmStart(offset), npmStart(offset + 50)];

    await Promise.all([first, second].map((one) => one.prints('database ready')));

    expect(first.output).toMatch(new RegExp(`database ready in .*/offset-${offset}, \\d+ migrations ran`));
    expect(second.output).toMatch(new RegExp(`database ready in .*/offset-${offset + 50}, \\d+ migrations ran`));
  });

  it('with other ports and the same configured database is refused, and leaves the first alone', async () => {
    const database = await testDatabase();
    const shared = { RECORDER_DATABASE_URL: database.url };
    const first = npmStart(offset, shared);
    await first.prints('database ready');

    const second = npmStart(offset + 50, shared);

    expect(await second.ended()).toBe(1);
    expect(second.output).toContain('another npm start uses this database');
    await first.prints('Teams simulator ready');
    await first.end();
    await database.close();
  });
});

describe('npm start leaves nothing running', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'when npm alone gets %s',
    async (signal) => {
      const one = npmStart(offset);
      await one.prints('two media hosts ready');
      expect(await openPorts(offset)).toHaveLength(7);

      one.signal(signal);
      await one.ended();

      expect(await openPorts(offset)).toEqual([]);
      expect(postgresRuns(`offset-${offset}`)).toBe(false);
    },
    150_000,
  );

  it('when npm gets SIGTERM while everything is only starting', async () => {
    const one = npmStart(offset);
    await eventually(() => expect(existsSync(join(directory, 'data', `offset-${offset}`))).toBe(true));

    one.signal('SIGTERM');
    await one.ended();

    expect(one.output).not.toContain('Teams simulator ready');
    expect(await openPorts(offset)).toEqual([]);
    expect(postgresRuns(`offset-${offset}`)).toBe(false);
  });
});

it('npm start runs for a normal user as for root', async ({ skip }) => {
  skip(process.getuid?.() !== 0, 'only root can become somebody else; who runs this is a normal user');
  const reaches = spawnSync('npm', ['--version'], { ...NOBODY, cwd: directory, env: { PATH: process.env.PATH } });
  skip(reaches.status !== 0 || !mayRead('dist/scripts/start.js'), 'a normal user reaches neither npm nor this project');
  await chown(directory, NOBODY.uid, NOBODY.gid);

  const one = npmStart(offset, {}, NOBODY);
  await one.prints('two recorders ready');

  expect(await whoseProcess(join(directory, 'data', `offset-${offset}`, 'postgres/postmaster.pid'))).toBe(NOBODY.uid);
  const ready = await fetch(`http://127.0.0.1:${3_978 + offset}/health/ready`);
  expect({ status: ready.status, body: await ready.json() }).toMatchObject({ status: 200, body: { status: 'ready' } });
  await one.end();
  expect(await openPorts(offset)).toEqual([]);
});

function mayRead(file: string): boolean {
  return spawnSync('test', ['-r', resolve(file)], NOBODY).status === 0;
}

async function whoseProcess(pidFile: string): Promise<number> {
  const [pid] = (await readFile(pidFile, 'utf8')).split('\n');
  return (await stat(`/proc/${pid}`)).uid;
}

it('npm start with a START_PORT_OFFSET that is no number says what it takes', async () => {
  const one = npmStart(0, { START_PORT_OFFSET: 'abc' });

  expect(await one.ended()).toBe(1);
  expect(one.output).toContain('START_PORT_OFFSET must be a whole number from 0 to 60000');
});
