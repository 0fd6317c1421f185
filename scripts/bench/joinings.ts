import type { LocalSystem } from '../system/local-system.js';
import { AdminApi } from '../system/clients.js';
import { ranks, under, type Figure } from './figure.js';
import { decisionOf, joiningOf } from './joining-bodies.js';
import { liveCalls, type LiveCall } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { OpenLine } from './open-line.js';
import { percentiles } from './percentiles.js';
import { Work } from './work.js';

const PART = 'joinings';
const AT_ONCE = 1_000;
const SEATS = 500;
const IN_ONE_MEETING = 300;
/** Each recorder then has decided as many joinings as a large organisation has in a morning; with fewer it is still compiling. */
const REHEARSALS = 12;

interface Decided {
  /** The type of the reply without its namespace. */
  decision: string;
  ms: number;
}

/**
 * Joinings of meetings whose calls have half as many seats as a thousand people need, spread over all recorders: one after
 * another, a meeting at once, a thousand at once. Before that the recorders take as many for other meetings, because a
 * recorder that has just been started compiles its code while it decides.
 */
export async function measureJoinings(
  simulator: LoadControl,
  system: LocalSystem,
  progress: (message: string) => void,
): Promise<Figure[]> {
  await roomFor(SEATS, system);
  const token = await simulator.platformToken();
  const lines = await openLines(AT_ONCE, system.recorderUrls);
  const inMeeting = async <T>(join: (call: LiveCall) => Promise<T>): Promise<T> => {
    const [call] = await liveCalls(simulator, 1, 'speech');
    if (!call) throw new Error('There is no call to join');
    const outcome = await join(call);
    await simulator.end(call.callId);
    return outcome;
  };
  const allAtOnce = (count: number) => inMeeting((call) => together(lines.slice(0, count), call, token));

  const measured = (count: number) =>
    inMeeting(async (call) => {
      const work = await Work.start(system);
      const decided = await together(lines.slice(0, count), call, token);
      return { decided, used: under(`${count} at once`, await work.figures(PART, count, 'a joining')) };
    });

  progress(`warming the recorders: ${REHEARSALS} other meetings with ${AT_ONCE} joinings each`);
  for (let rehearsal = 0; rehearsal < REHEARSALS; rehearsal += 1) await allAtOnce(AT_ONCE);
  progress('measuring');
  const single = await inMeeting((call) => oneByOne(lines.slice(0, IN_ONE_MEETING), call, token));
  const meeting = await measured(IN_ONE_MEETING);
  // While it was counted the recorders were at rest, and lost connections that the next need.
  await allAtOnce(AT_ONCE);
  const all = await measured(AT_ONCE);
  for (const line of lines) line.close();

  const told = (what: string, decision: string, exactly: number): Figure => {
    const value = all.decided.filter((each) => each.decision === decision).length;
    return { part: PART, what: `${AT_ONCE} at once: ${what}`, unit: '', value, target: { exactly } };
  };
  const latency = (what: string, of: readonly Decided[], p99: number): Figure[] =>
    ranks(PART, `${what}: posted → decision`, percentiles(of.map(({ ms }) => ms)), { p99 });
  const rate = (what: string, { length }: readonly Decided[], tookMs: number): Figure => {
    return { part: PART, what: `${what}: joinings`, unit: '/s', value: (length * 1_000) / tookMs };
  };
  return [
    rate('one after another', single, sum(single)),
    ...latency('one after another', single, 100),
    rate(`${IN_ONE_MEETING} at once`, meeting.decided, longest(meeting.decided)),
    ...latency(`${IN_ONE_MEETING} at once`, meeting.decided, 300),
    ...meeting.used,
    rate(`${AT_ONCE} at once`, all.decided, longest(all.decided)),
    told('accepted', 'acceptJoinResponse', SEATS),
    told('sent to a bot of their own', 'inviteNewBotResponse', AT_ONCE - SEATS),
    told('told busy', 'rejectJoinResponse', 0),
    ...latency(`${AT_ONCE} at once`, all.decided, 1_000),
    ...all.used,
  ];
}

function sum(decided: readonly Decided[]): number {
  return decided.reduce((total, { ms }) => total + ms, 0);
}

function longest(decided: readonly Decided[]): number {
  return Math.max(...decided.map(({ ms }) => ms));
}

/** Beside the participant for whom a call is opened. */
async function roomFor(seats: number, system: LocalSystem): Promise<void> {
  const admin = new AdminApi(system.recorderUrls[0] ?? '', await system.simulator.token(['Recording.Operate']));
  await admin.putPolicy('bench-joinings', {
    name: 'Room for the joinings of the bench',
    match: 'exact',
    policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:ContosoRecording',
    action: 'record',
    mediaKind: 'appHosted',
    modalities: ['audio'],
    participantCapacity: 1 + seats,
  });
}

function openLines(count: number, recorderUrls: readonly string[]): Promise<OpenLine[]> {
  return Promise.all(
    Array.from({ length: count }, (_, turn) => OpenLine.to(recorderUrls[turn % recorderUrls.length] ?? '')),
  );
}

async function oneByOne(lines: readonly OpenLine[], call: LiveCall, token: string): Promise<Decided[]> {
  const decided: Decided[] = [];
  for (const line of lines) decided.push(...(await together([line], call, token)));
  return decided;
}

/** All are due at one moment, and their time counts from it. */
async function together(lines: readonly OpenLine[], call: LiveCall, token: string): Promise<Decided[]> {
  const path = new URL(call.callbackUri).pathname;
  const posts = lines.map((line) => ({ line, request: line.request(path, token, joiningOf(call)) }));
  const due = performance.now();
  return Promise.all(
    posts.map(async ({ line, request }) => {
      const reply = await line.send(request);
      const ms = performance.now() - due;
      return { decision: decisionOf(reply), ms };
    }),
  );
}
