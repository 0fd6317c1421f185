import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Program } from './program.js';

/** Writes when it starts and every 20 ms after that. */
const SCRIPT = `
console.log('started ' + process.pid);
setInterval(() => console.log('tick'), 20);
process.on('SIGTERM', () => process.exit(0));
`;

/** A process takes a second to start where others do as well. */
const PATIENCE = { timeout: 10_000 };

let directory: string;
let program: Program;
const reports: string[] = [];
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'witness-program-'));
  writeFileSync(join(directory, 'script.mjs'), SCRIPT);
  const main = relative('.', join(directory, 'script.mjs'));
  program = new Program('ticker', main, {}, join(directory, 'log'), (line) => reports.push(line));
  program.start();
  await vi.waitFor(() => expect(log()).toContain('tick'), PATIENCE);
});
afterEach(async () => {
  await program.stop();
  rmSync(directory, { recursive: true });
  reports.length = 0;
});

const log = (): string => readFileSync(join(directory, 'log'), 'utf8');
const starts = (): number => log().split('started').length - 1;
const ticks = (): number => log().split('tick').length;

it.each(['SIGKILL', 'SIGTERM'] as const)('is back at once after %s from somebody who meant it', async (signal) => {
  const killed = program.pid;

  expect(program.signal(signal)).toBe(killed);

  await vi.waitFor(() => expect(starts()).toBe(2), PATIENCE);
  expect(program.pid).not.toBe(killed);
  // An end of its own would be told of, and be followed by a second's wait.
  expect(reports).toEqual([]);
});

it('is back no sooner than it shall be', async () => {
  await program.stop();
  const main = relative('.', join(directory, 'script.mjs'));
  program = new Program('ticker', main, {}, join(directory, 'log'), (line) => reports.push(line), [], 400);
  program.start();
  await vi.waitFor(() => expect(starts()).toBe(2), PATIENCE);
  program.signal('SIGKILL');
  const killed = performance.now();

  await vi.waitFor(() => expect(starts()).toBe(3), { timeout: 5_000, interval: 10 });
  expect(performance.now() - killed).toBeGreaterThan(390);
});

it('goes on by itself after it was stopped for a while', async () => {
  program.signal('SIGSTOP', 2_000);
  await new Promise((wake) => setTimeout(wake, 50));
  const stopped = ticks();
  await new Promise((wake) => setTimeout(wake, 150));
  expect(ticks()).toBe(stopped);

  await vi.waitFor(() => expect(ticks()).toBeGreaterThan(stopped), PATIENCE);
  expect(starts()).toBe(1);
});

it('ends as it should although it was stopped', async () => {
  program.signal('SIGSTOP');
  const began = performance.now();

  await program.stop();

  expect(performance.now() - began).toBeLessThan(5_000);
  expect(program.signal('SIGKILL')).toBeNull();
});
