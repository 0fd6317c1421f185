import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Column } from '../../scripts/chaos/audit/audit.js';

/** Fewer invitations than usual: machines that run tests have other things to do, too. */
const STORM = ['--minutes', '2', '--seed', '20260105', '--per-second', '4'];

let storm: ChildProcess | undefined;
afterEach(() => void storm?.kill('SIGTERM'));

/** As `npm run chaos` runs it after the build. */
async function raged(args: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['dist/scripts/chaos/chaos.js', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  storm = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

it('two minutes of a storm leave nothing that must not be', { timeout: 600_000 }, async () => {
  const { code, output } = await raged(STORM);
  expect(code, output).toBe(0);

  const file = /^\S+chaos\.json$/m.exec(output)?.[0] ?? '';
  const { columns, strikes } = JSON.parse(await readFile(file, 'utf8')) as { columns: Column[]; strikes: number };
  const counted = Object.fromEntries(columns.map(({ name, value }) => [name, value]));
  // A storm in which nothing happens would be as clean.
  expect(strikes, output).toBeGreaterThan(40);
  expect(counted.invites, output).toBeGreaterThan(450);
  expect(counted['answered in time'], output).toBeGreaterThan(300);
  expect(counted.joinings, output).toBeGreaterThan(50);
  expect(counted['segments kept'], output).toBeGreaterThan(100);
  await rm(dirname(file), { recursive: true });
});
