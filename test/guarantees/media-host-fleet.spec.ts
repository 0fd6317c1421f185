import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '@app/contracts';
import { eventually, sleep } from '../support/eventually.js';
import { MediaHostDouble } from '../support/media-host-double.js';
import type { MeetingWish } from '../support/meetings-client.js';
import { System } from '../support/system.js';

const FIVE_SECONDS = 5_000;

let system: System;
let europe: readonly MediaHostDouble[];
let america: readonly MediaHostDouble[];
beforeAll(async () => {
  const hosts = ['EUWE', 'EUWE', 'USEA', 'USEA'].map((region, i) => ({ region, failureDomain: `${region}-${i}` }));
  system = await System.start({ recorders: 4, doubles: hosts });
  [europe, america] = [system.doubles.slice(0, 2), system.doubles.slice(2)];
});
afterAll(() => system.stop());
afterEach(async () => {
  for (const host of system.doubles) {
    Object.assign(host, { full: false, prepareDelayMs: 0 });
    await host.resume();
    await system.admin.order(host.hostId, 'resume');
  }
});

const idsOf = (hosts: readonly MediaHostDouble[]) => hosts.map(({ hostId }) => hostId);

async function invite(mediaHostedRegion: string | null, region = 'apac'): Promise<string> {
  const call = { source: { region }, applicationMetadata: { botData: { mediaHostedRegion } } };
  return (await system.simulator.invite({ media: 'connect', call })).callId;
}

/** The session of a call once Graph took its answer, which was within the call's five seconds. */
async function answered(callId: string): Promise<Session> {
  return eventually(async () => {
    const { answeredAfterMs } = await system.simulator.call(callId);
    expect(answeredAfterMs).toBeLessThan(FIVE_SECONDS);
    const session = await system.admin.session(callId);
    expect(session.response).toBe('answered');
    return session;
  });
}

const hostOf = async (callId: string) => (await answered(callId)).mediaHostId;

/** Of so many calls at once. */
async function hostsOf(count: number, mediaHostedRegion: string | null, region?: string): Promise<(string | null)[]> {
  const callIds = await Promise.all(Array.from({ length: count }, () => invite(mediaHostedRegion, region)));
  return Promise.all(callIds.map(hostOf));
}

describe('a call goes', () => {
  it('to a host where Teams hosts its media, in equal shares to those that are equally near', async () => {
    const hosts = [];
    for (let i = 0; i < 4; i += 1) hosts.push(...(await hostsOf(1, 'EUWE')));

    expect(hosts.sort()).toEqual([...idsOf(europe), ...idsOf(europe)].sort());
  });

  it('to a host near its caller when nobody says where its media is', async () => {
    for (const host of await hostsOf(5, null, 'emea')) expect(idsOf(europe)).toContain(host);
    for (const host of await hostsOf(5, null, 'amer')) expect(idsOf(america)).toContain(host);
  });

  it('to the next host, in time, when the near ones say that they are full; those get their seats back', async () => {
    for (const host of europe) host.full = true;
    const before = await system.admin.mediaHost(europe[0]!.hostId);

    for (const host of await hostsOf(5, 'EUWE')) expect(idsOf(america)).toContain(host);

    const after = await system.admin.mediaHost(europe[0]!.hostId);
    expect(after.reservedCalls).toBe(before.reservedCalls);
  });

  it('to the next host, in time, when one of the near ones hangs and the other is full', async () => {
    [europe[0]!.prepareDelayMs, europe[1]!.full] = [3_000, true];

    expect(idsOf(america)).toContain(await hostOf(await invite('EUWE')));
  });

  it('to the next host, in time, when the nearest refuses connections', async () => {
    const token = await system.simulator.accessToken(['Media.Host']);
    const dead = await MediaHostDouble.start([system.recorder.url], token, { region: 'JPEA' });
    await dead.refuse();

    for (const host of await hostsOf(5, 'JPEA')) expect(idsOf(system.doubles)).toContain(host);

    expect(system.logs, 'it was asked').toContain(`"mediaHostId":"${dead.hostId}","error"`);
    await dead.stop();
  });
});

describe.each([
  ['says that it drains', (host: MediaHostDouble) => [() => host.drain(), () => host.resume()]],
  [
    'was told to drain',
    ({ hostId }: MediaHostDouble) => [
      () => system.admin.order(hostId, 'drain'),
      () => system.admin.order(hostId, 'resume'),
    ],
  ],
])('a media host that %s', (_how, orders) => {
  // Who hung in a test before is asked last for two seconds.
  beforeEach(() => sleep(2_100));

  it('gets no new call while its calls run out, and new ones when it has resumed', async () => {
    const callId = await invite('EUWE');
    const hostId = (await hostOf(callId))!;
    const [host, other] = europe[0]!.hostId === hostId ? europe : europe.toReversed();
    const [drain, resume] = orders(host!);
    await eventually(async () => expect((await system.admin.session(callId)).recordingStatus).toBe('recording'));

    await drain!();

    expect(new Set(await hostsOf(10, 'EUWE'))).toEqual(new Set([other!.hostId]));
    const { recordingStatus, endedAt } = await system.admin.session(callId);
    expect({ recordingStatus, endedAt }).toEqual({ recordingStatus: 'recording', endedAt: null });
    await system.simulator.end(callId);
    await eventually(() => expect(host!.released).toContain(callId));

    await resume!();
    // It is the emptier one now.
    expect(await hostsOf(1, 'EUWE')).toEqual([hostId]);
  });
});

interface Recorder {
  callId: string;
  participantId: string;
  hostId: string;
  failureDomain: string;
  flags: string[];
}

/** The two recorders of each participant, of meetings that all begin at once. */
async function pairsOf(meetings: number, wish: MeetingWish): Promise<Recorder[][]> {
  const started = await Promise.all(
    Array.from({ length: meetings }, (_, seed) => system.simulator.meetings.start({ ...wish, seed, media: 'none' })),
  );
  const legs = await Promise.all(
    started.map((meetingId) =>
      eventually(async () => {
        const meeting = await system.simulator.meetings.read(meetingId);
        expect(meeting.state).toBe('gathered');
        return meeting.legs.map(({ callId }) => callId);
      }),
    ),
  );
  const rows = await system.sql<Recorder>(
    `SELECT call_id AS "callId", observed_participant_id AS "participantId", media_host_id AS "hostId", flags,
       failure_domain AS "failureDomain"
     FROM recording_session JOIN media_host ON host_id = media_host_id WHERE call_id = ANY ($1)`,
    [legs.flat()],
  );
  const recorders = new Map<string, Recorder[]>();
  for (const row of rows) recorders.set(row.participantId, [...(recorders.get(row.participantId) ?? []), row]);
  return [...recorders.values()].filter(({ length }) => length === 2);
}

describe('two recorders of one participant', () => {
  it.each([
    ['twenty pairs of twins', 20, { twins: true }],
    ['twenty pairs of paired applications', 20, { paired: true }],
  ])('%s, invited all at once at four recorders, are in two failure domains', async (_what, meetings, wish) => {
    const pairs = await pairsOf(meetings, wish);

    // On a busy machine some of so many are too late to be recorded twice, which is not what this is about.
    expect(pairs.length).toBeGreaterThan(meetings / 2);
    for (const pair of pairs) {
      expect(new Set(pair.map(({ failureDomain }) => failureDomain)).size).toBe(2);
      expect(pair.flatMap(({ flags }) => flags)).not.toContain('twinsShareHost');
    }
  });

  it('share the only host that takes calls rather than leave one out, and a flag says so', async () => {
    const [only, ...others] = idsOf(system.doubles);
    for (const hostId of others) await system.admin.order(hostId, 'drain');

    const [pair = []] = await pairsOf(1, { twins: true });

    expect(pair.map(({ hostId }) => hostId)).toEqual([only, only]);
    expect(pair.filter(({ flags }) => flags.includes('twinsShareHost'))).toHaveLength(1);
  });
});
