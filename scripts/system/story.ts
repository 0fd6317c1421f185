import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '@app/contracts';
import type { AdminApi, Run, SimulatorControl } from './clients.js';
import { clock, sessionLines } from './session-lines.js';
import { until } from './until.js';

type Print = (line?: string) => void;

const after = (ms: number): string => `+${(ms / 1_000).toFixed(3)} s`.padStart(11);

/** Plays a scenario and prints what happens while it happens, as Teams sees it. */
export async function play(simulator: SimulatorControl, scenario: string, print: Print): Promise<Run> {
  const runId = await simulator.play(scenario);
  let told = 0;
  for (;;) {
    const run = await simulator.run(runId);
    for (const { at, afterMs, text } of run.steps.slice(told)) print(`  ${clock(at)} ${after(afterMs)}  ${text}`);
    told = run.steps.length;
    if (run.state !== 'playing') return run;
    await sleep(100);
  }
}

/** Prints the recorder's own account of a call: the session, and every segment as it lies on the disk. */
export async function account(admin: AdminApi, callId: string, print: Print): Promise<Session> {
  const session = await closedSession(admin, callId);
  for (const line of sessionLines(session)) print(line);
  const { items } = await admin.timeline(session.id);
  const segments = items.filter(({ type }) => type === 'recording.SegmentKept');
  print(`    kept         ${segments.length} segment(s)${session.mediaHostId ? ` on ${session.mediaHostId}` : ''}`);
  for (const { data } of segments) print(`      ${await segmentLine(data as unknown as KeptSegment)}`);
  return session;
}

/** The last reports of the media host arrive shortly after the end of the call. */
async function closedSession(admin: AdminApi, callId: string): Promise<Session> {
  let session: Session | undefined;
  await until(`The session of call ${callId} ends`, 20, async () => {
    session = await admin.sessionOf(callId);
    return session?.endedAt !== null && session !== undefined;
  });
  await sleep(1_000);
  const closed = await admin.sessionOf(callId);
  if (!closed) throw new Error(`No session of call ${callId}`);
  return closed;
}

interface KeptSegment {
  sha256: string;
  bytes: number;
  from: string;
  to: string;
  uri: string;
}

/** What the host reported is held against its manifest and against the file itself. */
async function segmentLine({ sha256, bytes, from, to, uri }: KeptSegment): Promise<string> {
  const url = new URL(uri);
  const manifest = await readFile(new URL('manifest.jsonl', url), 'utf8').catch(() => '');
  const inManifest = manifest.includes(`"sha256":"${sha256}"`);
  const file = await readFile(url).catch(() => Buffer.alloc(0));
  const onDisk = createHash('sha256').update(file).digest('hex') === sha256;
  const verdict = inManifest && onDisk ? 'as in the manifest and on disk' : 'NOT AS ON DISK';
  return `${basename(url.pathname)}  ${clock(from)} to ${clock(to)}  ${bytes} bytes  sha256 ${sha256}  ${verdict}`;
}
