import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalSystem } from '../system/local-system.js';
import { Program } from '../system/program.js';
import { recorderEnvironment, recorderUrl } from '../system/topology.js';
import type { Figure } from './figure.js';

const PART = 'start';
/** All that `npm ci` finds in a clone and `npm start` needs. */
const SOURCES = ['apps', 'libs', 'migrations', 'scripts', 'package.json', 'nest-cli.json'];
const CONFIGURATIONS = ['tsconfig.json', 'tsconfig.build.json'];
/** The last thing that `npm start` prints. */
const SHOWN = 'Everything stays up until Ctrl+C';
const NPM_START_WITHIN_MS = 300_000;
const READY_WITHIN_MS = 60_000;

export async function measureStarts(directory: string, report: (message: string) => void): Promise<Figure[]> {
  const npmStart = await timeNpmStart(await freshClone(join(directory, 'clone')), join(directory, 'npm-start'));
  report(`npm start in ${npmStart.toFixed(1)} s`);
  const { cold, warm } = await timeRecorderAlone(join(directory, 'alone'));
  report(`recorder alone in ${warm.toFixed(1)} s, ${cold.toFixed(1)} s with a new database`);
  const figure = (what: string, value: number, atMost: number): Figure => {
    return { part: PART, what, unit: 's', value, target: { atMost } };
  };
  return [
    figure('npm start, nothing built → first recorded call shown', npmStart, 60),
    figure('recorder alone, database to be created → ready', cold, 5),
    figure('recorder alone, database there but not running → ready', warm, 2),
  ];
}

/** The sources as after `git clone` and `npm ci`: nothing built. This run's own programs stay as they are. */
async function freshClone(clone: string): Promise<string> {
  await mkdir(clone, { recursive: true });
  for (const name of [...SOURCES, ...CONFIGURATIONS]) await cp(name, join(clone, name), { recursive: true });
  await symlink(resolve('node_modules'), join(clone, 'node_modules'));
  return clone;
}

async function timeNpmStart(clone: string, dataDir: string): Promise<number> {
  const { RECORDER_DATABASE_URL: _unset, ...environment } = process.env;
  const began = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    env: { ...environment, RECORDER_DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that all of it can be told to stop.
    detached: true,
  });
  let output = '';
  // Closed when the last of the group has gone.
  const gone = new Promise<void>((done) => child.once('close', () => done()));
  const shown = new Promise<number>((done, fail) => {
    const listen = (chunk: Buffer): void => {
      output += String(chunk);
      if (output.includes(SHOWN)) done((performance.now() - began) / 1_000);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', fail);
    child.once('close', () => fail(new Error(`npm start ended:\n${output.slice(-2_000)}`)));
    setTimeout(
      () => fail(new Error(`npm start did not get there:\n${output.slice(-2_000)}`)),
      NPM_START_WITHIN_MS,
    ).unref();
  });
  try {
    return await shown;
  } finally {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await gone;
  }
}

/** Twice, first without a database. It brings its own up, and fetches keys and token from the simulator as in production. */
async function timeRecorderAlone(dataDir: string): Promise<{ cold: number; warm: number }> {
  const system = new LocalSystem({ dataDir, databaseUrl: null, report: () => undefined, recorders: 1 });
  try {
    await system.startSimulator();
    return { cold: await timeRecorder(system, dataDir), warm: await timeRecorder(system, dataDir) };
  } finally {
    await system.stop();
  }
}

async function timeRecorder(system: LocalSystem, dataDir: string): Promise<number> {
  const { RECORDER_DATABASE_URL: _embedded, ...environment } = recorderEnvironment(0, '');
  const recorder = new Program(
    'recorder alone',
    'recorder.js',
    { NODE_EXTRA_CA_CERTS: await system.caFile(), ...environment, RECORDER_DATA_DIR: dataDir },
    join(system.logs, 'recorder-alone.log'),
    () => undefined,
  );
  const began = performance.now();
  recorder.start();
  try {
    while (!(await isReady())) {
      if (performance.now() - began > READY_WITHIN_MS) {
        throw new Error(`The recorder alone is not ready: ${(await readFile(recorder.logFile, 'utf8')).slice(-2_000)}`);
      }
      await sleep(10);
    }
    return (performance.now() - began) / 1_000;
  } finally {
    await recorder.stop();
  }
}

async function isReady(): Promise<boolean> {
  return fetch(`${recorderUrl(0)}/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
