import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Database } from '@app/platform';
import { MediaHostStore } from '../../libs/media-hosts/src/media-host.store.js';
import { DrainMediaHost, DrainMediaHostHandler } from '../../libs/media-hosts/src/commands/drain-media-host.js';
import { NoteHeartbeat, NoteHeartbeatHandler } from '../../libs/media-hosts/src/commands/note-heartbeat.js';
import { ReleaseSeat, ReleaseSeatHandler } from '../../libs/media-hosts/src/commands/release-seat.js';
import { ReserveSeat, ReserveSeatHandler, type Seat } from '../../libs/media-hosts/src/commands/reserve-seat.js';
import { FindMediaHost, FindMediaHostHandler } from '../../libs/media-hosts/src/queries/find-media-host.js';
import { ListMediaHostsHandler } from '../../libs/media-hosts/src/queries/list-media-hosts.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { SetClock } from '../support/doubles.js';

let test: TestDatabase;
let database: Database;
let clock: SetClock;

beforeAll(async () => {
  test = await testDatabase();
  database = test.database;
});
afterAll(() => test.close());

beforeEach(async () => {
  await database.pool.query('TRUNCATE media_host, media_reservation');
  clock = new SetClock();
});

const reserve = (callId: string, exclude: string[] = [], separationKey: string | null = null): Promise<Seat | null> =>
  new ReserveSeatHandler(new MediaHostStore(database), clock).execute(
    new ReserveSeat({ callId, region: 'emea', mediaHostedRegion: 'EUWE', exclude, separationKey }),
  );
const reserveTwin = (callId: string, of: string) => reserve(callId, [], of);
const release = (callId: string): Promise<void> =>
  new ReleaseSeatHandler(new MediaHostStore(database)).execute(new ReleaseSeat({ callId }));
const heartbeat = (
  hostId: string,
  its: {
    maxCalls?: number;
    region?: string;
    failureDomain?: string;
    draining?: boolean;
    reportedBy?: string;
  } = {},
): Promise<{ drain: boolean }> =>
  new NoteHeartbeatHandler(new MediaHostStore(database), clock).execute(
    new NoteHeartbeat({
      hostId,
      url: `https://${hostId}.example.com`,
      region: 'EUWE',
      maxCalls: 10,
      activeCalls: 0,
      load: 0,
      version: '1.0',
      draining: false,
      reportedBy: 'principal-1',
      ...its,
    }),
  );
const drain = (hostId: string, on: boolean): Promise<void> =>
  new DrainMediaHostHandler(new MediaHostStore(database)).execute(new DrainMediaHost({ hostId, drain: on }));
const list = () => new ListMediaHostsHandler(database, clock).execute();

/** What the seats of each host are counted as, and how many reservations there really are. */
async function seats(): Promise<Record<string, [counted: number, reserved: number]>> {
  const { rows } = await database.pool.query<{ host_id: string; reserved_calls: number; n: number }>(
    `SELECT h.host_id, h.reserved_calls, count(r.call_id)::int AS n
       FROM media_host h LEFT JOIN media_reservation r USING (host_id) GROUP BY h.host_id ORDER BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.host_id, [row.reserved_calls, row.n]]));
}

it('gives out every seat there is and not one more, however many calls come at once', async () => {
  await heartbeat('a', { maxCalls: 70 });
  await heartbeat('b', { maxCalls: 50 });
  await heartbeat('c', { maxCalls: 30, region: 'USEA' });

  const given = await Promise.all(Array.from({ length: 200 }, (_, n) => reserve(`call-${n}`)));

  expect(given.filter(Boolean)).toHaveLength(150);
  expect(await seats()).toEqual({ a: [70, 70], b: [50, 50], c: [30, 30] });

  const lucky = given.findIndex(Boolean);
  const unlucky = given.findIndex((seat) => !seat);
  await release(`call-${lucky}`);
  expect(await reserve(`call-${unlucky}`)).toEqual(given[lucky]);
});

it('gives one call one seat, however often and at once it is asked for', async () => {
  await heartbeat('a');
  await heartbeat('b');

  const given = await Promise.all(Array.from({ length: 40 }, () => reserve('call-1')));

  expect(new Set(given.map((seat) => seat?.hostId)).size).toBe(1);
  expect(await reserve('call-1')).toEqual(given[0]);
  expect(
    Object.values(await seats())
      .flat()
      .sort(),
  ).toEqual([0, 0, 1, 1]);
});

it('frees a seat once, however often the call is released', async () => {
  await heartbeat('a');
  await reserve('call-1');
  await reserve('call-2');

  await Promise.all([release('call-1'), release('call-1'), release('call-1'), release('never-reserved')]);

  expect(await seats()).toEqual({ a: [1, 1] });
});

it('moves a call from a host that could not help, and leaves no seat behind', async () => {
  await heartbeat('a', { maxCalls: 100 });
  await heartbeat('b');
  const first = await reserve('call-1');

  const second = await reserve('call-1', [first!.hostId]);

  expect(second!.hostId).not.toBe(first!.hostId);
  expect(await reserve('call-1')).toEqual(second);
  expect(await reserve('call-1', ['a', 'b'])).toBeNull();
  expect(await seats()).toEqual({ a: [0, 0], b: [0, 0] });
});

it('keeps counts and reservations equal while calls come, go and move at random', async () => {
  await heartbeat('a', { maxCalls: 8 });
  await heartbeat('b', { maxCalls: 8 });
  const hosts = ['a', 'b'];

  await Promise.all(
    Array.from({ length: 600 }, async (_, n) => {
      const callId = `call-${(n * 7) % 12}`;
      if (n % 3 === 0) await release(callId);
      else await reserve(callId, n % 5 === 0 ? [hosts[n % 2]!] : []);
    }),
  );

  const counted = await seats();
  for (const [free, real] of Object.values(counted)) {
    expect(free).toBe(real);
    expect(real).toBeLessThanOrEqual(8);
  }
});

it('sends no call to a host that is silent, drains or was told to, and keeps the calls it has', async () => {
  await heartbeat('a');
  const seat = await reserve('call-1');

  await heartbeat('a', { draining: true });
  expect(await reserve('call-2')).toBeNull();
  await heartbeat('a', { draining: false });
  await drain('a', true);
  expect(await reserve('call-2')).toBeNull();
  expect(await heartbeat('a')).toEqual({ drain: true });
  await drain('a', false);
  expect(await heartbeat('a')).toEqual({ drain: false });
  clock.advance(15_001);
  expect(await reserve('call-2')).toBeNull();

  expect(await reserve('call-1')).toEqual(seat);
  expect(await list()).toMatchObject([{ hostId: 'a', silent: true, reservedCalls: 1 }]);
});

it('refuses to drain a host that nobody knows', async () => {
  await expect(drain('ghost', true)).rejects.toMatchObject({ kind: 'notFound', code: 'media-hosts.no-such-host' });
});

it('leaves the id of a living host to the application that reports it, and frees it once the host is silent', async () => {
  await heartbeat('a');

  const intruder = { reportedBy: 'principal-2', maxCalls: 1 };
  await expect(heartbeat('a', intruder)).rejects.toMatchObject({ kind: 'forbidden' });
  expect(await list()).toMatchObject([{ maxCalls: 10, reportedBy: 'principal-1' }]);
  clock.advance(15_001);
  await heartbeat('a', intruder);

  expect(await list()).toMatchObject([{ maxCalls: 1, reportedBy: 'principal-2', silent: false }]);
});

it('shows a host as its last heartbeat described it', async () => {
  const first = clock.now();
  await heartbeat('a', { maxCalls: 5 });
  clock.advance(5_000);
  await heartbeat('a', { maxCalls: 7 });

  const find = new FindMediaHostHandler(database);
  expect(await find.execute(new FindMediaHost({ hostId: 'a' }))).toEqual({
    failureDomain: null,
    hostId: 'a',
    url: 'https://a.example.com',
    region: 'EUWE',
    version: '1.0',
    maxCalls: 7,
    activeCalls: 0,
    reservedCalls: 0,
    load: 0,
    draining: false,
    drainOrdered: false,
    reportedBy: 'principal-1',
    firstSeenAt: first,
    heartbeatAt: clock.now(),
  });
  expect(await find.execute(new FindMediaHost({ hostId: 'b' }))).toBeNull();
});

it('fifty pairs of twins, reserved for all at once, are each on two hosts', async () => {
  for (const hostId of ['a', 'b', 'c']) await heartbeat(hostId, { maxCalls: 100 });
  const pairs = Array.from({ length: 50 }, (_, i) => `participant-${i}`);

  const seated = await Promise.all(
    pairs.flatMap((of) => [reserveTwin(`${of} one`, of), reserveTwin(`${of} other`, of)]),
  );

  expect(seated.every((seat) => seat?.separated)).toBe(true);
  for (const i of pairs.keys()) expect(seated[2 * i]!.hostId).not.toBe(seated[2 * i + 1]!.hostId);
  expect(Object.values(await seats()).every(([counted, reserved]) => counted === reserved)).toBe(true);
});

it('a twin goes to another failure domain, and to another region when nobody tells failure domains', async () => {
  await heartbeat('a', { failureDomain: 'zone-1' });
  expect((await reserveTwin('one', 'p'))?.hostId).toBe('a');
  await heartbeat('b', { failureDomain: 'zone-1' });
  await heartbeat('c', { failureDomain: 'zone-2' });
  expect(await reserveTwin('other', 'p')).toMatchObject({ hostId: 'c', separated: true });

  await heartbeat('d', { region: 'JPEA' });
  await drain('c', true);
  expect(await reserveTwin('a third', 'p')).toMatchObject({ hostId: 'd', separated: true });
});

it('a twin shares the only host there is rather than be turned away, and says so each time it is asked', async () => {
  await heartbeat('only');
  await reserveTwin('one', 'p');

  expect(await reserveTwin('other', 'p')).toMatchObject({ hostId: 'only', separated: false });
  expect(await reserveTwin('other', 'p')).toMatchObject({ hostId: 'only', separated: false });
  expect(await reserveTwin('one', 'p')).toMatchObject({ hostId: 'only', separated: true });
  expect(await seats()).toEqual({ only: [2, 2] });
});
