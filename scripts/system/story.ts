import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '@app/contracts';
import type { AdminApi, Run, SimulatorControl } from './clients.js';
import { legLines, remarkable } from './leg-lines.js';
import { clock, sessionLines } from './session-lines.js';
import { until } from './until.js';

type Print = (line?: string) => void;

/** Of one conversation, in print. */
const MOST_LEGS = 10;

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
  const [session] = await closedSessions(admin, [callId]);
  if (!session) throw new Error(`No session of call ${callId}`);
  await tell(admin, session, print);
  return session;
}

/** Prints the recorder's own account of a story: call by call, or leg by leg where calls are one conversation. */
export async function accounts(admin: AdminApi, callIds: readonly string[], print: Print): Promise<void> {
  const sessions = await closedSessions(admin, callIds);
  const missing = callIds.length - sessions.length;
  if (missing > 0)
    print(`  ${missing} call(s) are not on record: the recorder could not store the invitation and said so`);
  const known = new Set(sessions.map(({ conversationId, id }) => conversationId ?? id));
  for (const group of known) {
    const [one, ...more] = sessions.filter(({ conversationId, id }) => (conversationId ?? id) === group);
    if (one && more.length === 0) await tell(admin, one, print);
    else await tellConversation(admin, group, sessions, print);
  }
}

async function tell(admin: AdminApi, session: Session, print: Print): Promise<void> {
  for (const line of sessionLines(session)) print(line);
  const { items } = await admin.timeline(session.id);
  const segments = items.filter(({ type }) => type === 'recording.SegmentKept');
  print(`    kept         ${segments.length} segment(s)${session.mediaHostId ? ` on ${session.mediaHostId}` : ''}`);
  for (const { data } of segments) print(`      ${await segmentLine(data as unknown as KeptSegment)}`);
  for (const line of remarkable(items)) print(`    ${line}`);
}

async function tellConversation(
  admin: AdminApi,
  conversationId: string,
  sessions: readonly Session[],
  print: Print,
): Promise<void> {
  const { legs } = await admin.conversation(conversationId);
  print(`  conversation ${conversationId}: ${legs.length} legs`);
  for (const leg of legs.slice(0, MOST_LEGS)) {
    const session = sessions.find(({ id }) => id === leg.sessionId);
    const { items } = await admin.timeline(leg.sessionId);
    if (session) legLines(leg, session, items, legs).forEach((line) => print(line));
  }
  if (legs.length > MOST_LEGS) print(`  and ${legs.length - MOST_LEGS} more`);
}

/** The sessions there are. The last reports of the media host arrive shortly after the end of a call. */
async function closedSessions(admin: AdminApi, callIds: readonly string[]): Promise<Session[]> {
  const look = async () => {
    const sessions = await Promise.all(callIds.map((callId) => admin.sessionOf(callId)));
    return sessions.filter((session) => session !== undefined);
  };
  await until('The calls of the story end', 20, async () => {
    const sessions = await look();
    return sessions.length > 0 && sessions.every(({ endedAt }) => endedAt !== null);
  });
  await sleep(1_000);
  return look();
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
