import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Column } from './audit/audit.js';
import { makeBroken, type BrokenBuild } from './broken-build.js';

export interface Verdict {
  build: BrokenBuild;
  /** The columns that must catch it, as counted; empty when the storm came to no end. */
  counted: { name: string; value: number | null }[];
  isCaught: boolean;
  seconds: number;
}

/** Builds without the guard, lets the storm rage that shows it, and looks whether the auditor noticed. */
export async function tryBroken(build: BrokenBuild, seed: string, tell: (line: string) => void): Promise<Verdict> {
  const began = performance.now();
  tell(`${build.name}: building without ${build.guard}`);
  const copy = await makeBroken(build);
  try {
    tell(`${build.name}: a storm of ${build.storm.join(' ')}`);
    const output = await storm(copy, [...build.storm, '--seed', seed], tell);
    const columns = await columnsIn(output);
    const counted = columns.filter(({ name }) => build.columns.includes(name));
    const isCaught = counted.some(({ value }) => value !== null && value > 0);
    return { build, counted, isCaught, seconds: Math.round((performance.now() - began) / 1_000) };
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Resolves with what it printed, whatever its exit code: to fail is what it is for. */
function storm(directory: string, args: string[], tell: (line: string) => void): Promise<string> {
  // Ports of its own: this one may hold some.
  const { START_PORT_OFFSET: _ours, ...env } = process.env;
  const child = spawn(process.execPath, [join(directory, 'dist/scripts/chaos/chaos.js'), ...args], {
    cwd: directory,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = (): void => void child.kill('SIGTERM');
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += String(chunk);
      for (const line of String(chunk).split('\n').filter(Boolean)) tell(`  ${line}`);
    });
  return new Promise((resolve, reject) => {
    child.once('error', reject).once('close', () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(output);
    });
  });
}

async function columnsIn(output: string): Promise<Column[]> {
  const file = /^\S+chaos\.json$/m.exec(output)?.[0];
  if (file === undefined) return [];
  return (JSON.parse(await readFile(file, 'utf8')) as { columns: Column[] }).columns;
}
