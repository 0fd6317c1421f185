import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { NpmStart, openPorts, someOffset, startableProject } from '../support/npm-start.js';

interface ProgramNote {
  name: string;
  role: string;
  pid: number | null;
}

let directory: string;
let offset: number;
let started: NpmStart;
beforeEach(async () => {
  directory = await startableProject();
  offset = someOffset();
  started = new NpmStart(directory, { START_PORT_OFFSET: String(offset) });
  await started.prints('Everything stays up', 90_000);
}, 100_000);
afterEach(async () => {
  await started.end();
  await rm(directory, { recursive: true });
});

async function desk<Reply>(path: string, body?: object): Promise<Reply> {
  const headers = { 'content-type': 'application/json' };
  const request = body ? { method: 'POST', headers, body: JSON.stringify(body) } : {};
  const reply = await fetch(`http://127.0.0.1:${4502 + offset}${path}`, request);
  const answer = (await reply.json()) as Reply;
  expect([reply.status, answer]).toEqual([200, answer]);
  return answer;
}

async function pidOf(name: string): Promise<number> {
  const { items } = await desk<{ items: ProgramNote[] }>('/programs');
  return items.find((program) => program.name === name)?.pid ?? 0;
}

async function becomeReady(): Promise<void> {
  await eventually(async () => {
    for (const port of [3978, 3979]) {
      expect((await fetch(`http://127.0.0.1:${port + offset}/health/ready`)).status).toBe(200);
    }
  });
}

it('what is broken at the desk of npm start comes back, and Ctrl+C still leaves nothing running', async () => {
  const [recorder, other] = [await pidOf('recorder-1'), await pidOf('recorder-2')];
  await desk('/programs/recorder-1/signal', { signal: 'SIGKILL' });
  await eventually(async () => expect(await pidOf('recorder-1')).not.toBe(recorder));
  await becomeReady();

  const { backAfterMs } = await desk<{ backAfterMs: number }>('/database/restart', { mode: 'immediate', downMs: 500 });
  expect(backAfterMs).toBeGreaterThanOrEqual(500);
  await becomeReady();
  expect(await pidOf('recorder-2'), 'a recorder outlives its database').toBe(other);

  await desk('/media-hosts/media-host-2/drain', {});
  await desk('/media-hosts/media-host-2/resume', {});

  await started.end();
  expect(await openPorts(offset)).toEqual([]);
  expect(existsSync(join(directory, 'data', `offset-${offset}`, 'postgres/postmaster.pid'))).toBe(false);
});
