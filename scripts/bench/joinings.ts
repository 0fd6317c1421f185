import { randomUUID } from 'node:crypto';
import type { HttpClient } from '@app/platform';
import type { LocalSystem } from '../system/local-system.js';
import { AdminApi } from '../system/clients.js';
import type { CpuTime } from './cpu-time.js';
import { ranks, type Figure } from './figure.js';
import { liveCalls, type LiveCall } from './live-calls.js';
import type { LoadControl } from './load-control.js';
import { percentiles } from './percentiles.js';

const PART = 'joinings';
const AT_ONCE = 1_000;
const SEATS = 500;
const ONE_BY_ONE = 300;
const WARM_UP = 50;

interface Decided {
  /** The type of the reply without its namespace. */
  decision: string;
  ms: number;
}

/** Joinings of one meeting: one after another, then a thousand at once for half as many seats, spread over all recorders. */
export async function measureJoinings(
  simulator: LoadControl,
  http: HttpClient,
  system: LocalSystem,
  cpuTime: () => Promise<CpuTime>,
): Promise<Figure[]> {
  const admin = new AdminApi(system.recorderUrls[0] ?? '', await system.simulator.token(['Recording.Operate']));
  await admin.putPolicy('bench-joinings', {
    name: 'Room for the joinings of the bench',
    match: 'exact',
    policyIdentifier: 'TeamsComplianceRecordingPolicy=Tenant:ContosoRecording',
    action: 'record',
    mediaKind: 'appHosted',
    modalities: ['audio'],
    participantCapacity: 1 + WARM_UP + ONE_BY_ONE + SEATS,
  });
  const [call] = await liveCalls(simulator, 1, 'speech');
  if (!call) throw new Error('There is no call to join');
  const token = await simulator.platformToken();
  const join = (turn: number) => joinOnce(http, system.recorderUrls, call, token, turn);
  for (let turn = 0; turn < WARM_UP; turn += 1) await join(turn);

  const single: Decided[] = [];
  for (let turn = 0; turn < ONE_BY_ONE; turn += 1) single.push(await join(turn));
  const cpu = await cpuTime();
  const together = await Promise.all(Array.from({ length: AT_ONCE }, (_, turn) => join(turn)));
  const used = await cpu.figures(PART);
  await simulator.end(call.callId);

  const told = (what: string, decision: string, exactly: number): Figure => {
    const value = together.filter((each) => each.decision === decision).length;
    return { part: PART, what: `at once: ${what}`, unit: '', value, target: { exactly } };
  };
  return [
    ...ranks(PART, 'one after another: posted → decision', percentiles(single.map(({ ms }) => ms)), { p99: 100 }),
    told('accepted', 'acceptJoinResponse', SEATS),
    told('sent to a bot of their own', 'inviteNewBotResponse', AT_ONCE - SEATS),
    told('told busy', 'rejectJoinResponse', 0),
    ...ranks(PART, 'at once: posted → decision', percentiles(together.map(({ ms }) => ms)), { p99: 1_000 }),
    ...used,
  ];
}

async function joinOnce(
  http: HttpClient,
  recorderUrls: readonly string[],
  call: LiveCall,
  token: string,
  turn: number,
): Promise<Decided> {
  const path = new URL(call.callbackUri).pathname;
  const url = `${recorderUrls[turn % recorderUrls.length]}${path}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify(joiningOf(call));
  const began = performance.now();
  const reply = await http.request({ method: 'POST', url, headers, body, timeoutMs: 10_000 });
  const ms = performance.now() - began;
  const { '@odata.type': type = '' } = (reply.status === 200 ? JSON.parse(reply.text) : {}) as {
    '@odata.type'?: string;
  };
  return { decision: type.replace('#microsoft.graph.', ''), ms };
}

/** Somebody new each time (shape: protocol §6.2). */
function joiningOf({ callId }: LiveCall): object {
  const participantId = randomUUID();
  const call = {
    '@odata.type': '#microsoft.graph.call',
    id: randomUUID(),
    state: 'incoming',
    source: { id: participantId, identity: { user: { id: randomUUID() } } },
    incomingContext: { observedParticipantId: participantId, sourceParticipantId: participantId },
  };
  const resourceData = { '@odata.type': '#microsoft.graph.participantJoiningNotification', call };
  const resourceUrl = `/communications/calls/${callId}/participantJoiningNotification`;
  return { value: [{ changeType: 'created', resourceUrl, resourceData }] };
}
