import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { FindMediaHost, FindMediaHostHandler } from '../../libs/media-hosts/src/queries/find-media-host.js';
import { TakesParticipants, TakesParticipantsHandler } from '../../libs/media-hosts/src/queries/takes-participants.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { SeatsDesk } from '../support/seats-desk.js';

let test: TestDatabase;
let desk: SeatsDesk;

beforeAll(async () => void (test = await testDatabase()));
afterAll(() => test.close());

beforeEach(async () => {
  desk = new SeatsDesk(test.database);
  await desk.clear();
});

it('gives out every seat there is and not one more, however many calls come at once', async () => {
  await desk.heartbeat('a', { maxCalls: 70 });
  await desk.heartbeat('b', { maxCalls: 50 });
  await desk.heartbeat('c', { maxCalls: 30, region: 'USEA' });

  const given = await Promise.all(Array.from({ length: 200 }, (_, n) => desk.reserve(`call-${n}`)));

  expect(given.filter(Boolean)).toHaveLength(150);
  expect(await desk.seats()).toEqual({ a: [70, 70], b: [50, 50], c: [30, 30] });

  const lucky = given.findIndex(Boolean);
  const unlucky = given.findIndex((seat) => !seat);
  await desk.release(`call-${lucky}`);
  expect(await desk.reserve(`call-${unlucky}`)).toEqual(given[lucky]);
});

it('gives one call one seat, however often and at once it is asked for', async () => {
  await desk.heartbeat('a');
  await desk.heartbeat('b');

  const given = await Promise.all(Array.from({ length: 40 }, () => desk.reserve('call-1')));

  expect(new Set(given.map((seat) => seat?.hostId)).size).toBe(1);
  expect(await desk.reserve('call-1')).toEqual(given[0]);
  expect(
    Object.values(await desk.seats())
      .flat()
      .sort(),
  ).toEqual([0, 0, 1, 1]);
});

it('frees a seat once, however often the call is released', async () => {
  await desk.heartbeat('a');
  await desk.reserve('call-1');
  await desk.reserve('call-2');

  await Promise.all([
    desk.release('call-1'),
    desk.release('call-1'),
    desk.release('call-1'),
    desk.release('never-reserved'),
  ]);

  expect(await desk.seats()).toEqual({ a: [1, 1] });
});

it('moves a call from a host that could not help, and leaves no seat behind', async () => {
  await desk.heartbeat('a', { maxCalls: 100 });
  await desk.heartbeat('b');
  const first = await desk.reserve('call-1');

  const second = await desk.reserve('call-1', [first!.hostId]);

  expect(second!.hostId).not.toBe(first!.hostId);
  expect(await desk.reserve('call-1')).toEqual(second);
  expect(await desk.reserve('call-1', ['a', 'b'])).toBeNull();
  expect(await desk.seats()).toEqual({ a: [0, 0], b: [0, 0] });
});

it('keeps counts and reservations equal while calls come, go and move at random', async () => {
  await desk.heartbeat('a', { maxCalls: 8 });
  await desk.heartbeat('b', { maxCalls: 8 });
  const hosts = ['a', 'b'];

  await Promise.all(
    Array.from({ length: 600 }, async (_, n) => {
      const callId = `call-${(n * 7) % 12}`;
      if (n % 3 === 0) await desk.release(callId);
      else await desk.reserve(callId, n % 5 === 0 ? [hosts[n % 2]!] : []);
    }),
  );

  const counted = await desk.seats();
  for (const [free, real] of Object.values(counted)) {
    expect(free).toBe(real);
    expect(real).toBeLessThanOrEqual(8);
  }
});

it('sends no call to a host that is silent, drains or was told to, and keeps the calls it has', async () => {
  await desk.heartbeat('a');
  const seat = await desk.reserve('call-1');

  await desk.heartbeat('a', { draining: true });
  expect(await desk.reserve('call-2')).toBeNull();
  await desk.heartbeat('a', { draining: false });
  await desk.drain('a', true);
  expect(await desk.reserve('call-2')).toBeNull();
  expect(await desk.heartbeat('a')).toEqual({ drain: true });
  await desk.drain('a', false);
  expect(await desk.heartbeat('a')).toEqual({ drain: false });
  desk.clock.advance(15_001);
  expect(await desk.reserve('call-2')).toBeNull();

  expect(await desk.reserve('call-1')).toEqual(seat);
  expect(await desk.list()).toMatchObject([{ hostId: 'a', silent: true, reservedCalls: 1 }]);
});

it('refuses to drain a host that nobody knows', async () => {
  await expect(desk.drain('ghost', true)).rejects.toMatchObject({ kind: 'notFound', code: 'media-hosts.no-such-host' });
});

it('leaves the id of a living host to the application that reports it, and frees it once the host is silent', async () => {
  await desk.heartbeat('a');

  const intruder = { reportedBy: 'principal-2', maxCalls: 1 };
  await expect(desk.heartbeat('a', intruder)).rejects.toMatchObject({ kind: 'forbidden' });
  expect(await desk.list()).toMatchObject([{ maxCalls: 10, reportedBy: 'principal-1' }]);
  desk.clock.advance(15_001);
  await desk.heartbeat('a', intruder);

  expect(await desk.list()).toMatchObject([{ maxCalls: 1, reportedBy: 'principal-2', silent: false }]);
});

it('shows a host as its last heartbeat described it', async () => {
  const first = desk.clock.now();
  await desk.heartbeat('a', { maxCalls: 5 });
  desk.clock.advance(5_000);
  await desk.heartbeat('a', { maxCalls: 7 });

  const find = new FindMediaHostHandler(test.database);
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
    heartbeatAt: desk.clock.now(),
  });
  expect(await find.execute(new FindMediaHost({ hostId: 'b' }))).toBeNull();
});

it('a host takes more participants of its calls until it drains, is told to, or falls silent', async () => {
  await desk.heartbeat('a');
  await desk.heartbeat('b');
  const { hostId } = (await desk.reserve('call-1'))!;
  const takes = async () => {
    const query = new TakesParticipantsHandler(test.database, desk.clock);
    return Promise.all(
      ['call-1', 'call-1', 'unknown'].map((callId) => query.execute(new TakesParticipants({ callId }))),
    );
  };
  const other = hostId === 'a' ? 'b' : 'a';
  await desk.drain(other, true);
  expect(await takes()).toEqual([true, true, true]);

  await desk.drain(hostId, true);
  expect(await takes()).toEqual([false, false, true]);
  await desk.drain(hostId, false);
  await desk.heartbeat(hostId, { draining: true });
  expect(await takes()).toEqual([false, false, true]);
  await desk.heartbeat(hostId);
  expect(await takes()).toEqual([true, true, true]);
  desk.clock.advance(15_001);
  expect(await takes()).toEqual([false, false, true]);
});
