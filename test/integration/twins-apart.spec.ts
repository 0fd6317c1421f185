import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { MediaHostStore } from '../../libs/media-hosts/src/media-host.store.js';
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

/** A seat for one of several calls that record `participant`. */
const seatFor = (callId: string, participant: string) => desk.reserve(callId, [], participant);

it('fifty pairs of twins, reserved for all at once, are each in two failure domains', async () => {
  const zones = { a: 'zone-1', b: 'zone-1', c: 'zone-2', d: 'zone-2' } as Record<string, string>;
  for (const [hostId, failureDomain] of Object.entries(zones))
    await desk.heartbeat(hostId, { maxCalls: 100, failureDomain });
  const participants = Array.from({ length: 50 }, (_, i) => `participant-${i}`);

  const pairs = await Promise.all(
    participants.map((of) => Promise.all(['one', 'other'].map((which) => seatFor(`${of} ${which}`, of)))),
  );

  expect(pairs.flat().every((seat) => seat?.separated)).toBe(true);
  for (const pair of pairs) expect(new Set(pair.map((seat) => zones[seat!.hostId])).size).toBe(2);
  expect(Object.values(await desk.seats()).every(([counted, reserved]) => counted === reserved)).toBe(true);
});

it('fifty trios in one failure domain, reserved for all at once, are each on three hosts', async () => {
  for (const hostId of ['a', 'b', 'c', 'd']) await desk.heartbeat(hostId, { maxCalls: 100 });
  const participants = Array.from({ length: 50 }, (_, i) => `participant-${i}`);

  const trios = await Promise.all(
    participants.map((of) => Promise.all(['one', 'other', 'third'].map((which) => seatFor(`${of} ${which}`, of)))),
  );

  expect(trios.flat().every((seat) => seat?.separated)).toBe(true);
  for (const trio of trios) expect(new Set(trio.map((seat) => seat!.hostId)).size).toBe(3);
});

it('the database itself refuses a host, or a failure domain, that a twin was to have for itself', async () => {
  for (const hostId of ['a', 'b', 'c']) await desk.heartbeat(hostId);
  const seat = { separationKey: 'p', failureDomain: 'zone-1', reservedAt: desk.clock.now() };
  const take = (callId: string, hostId: string, separatedBy: 'failureDomain' | 'host') =>
    new MediaHostStore(test.database).take({ ...seat, callId, hostId, separatedBy }, new Date(0));

  expect(await take('one', 'a', 'failureDomain')).toBe('taken');
  expect(await take('other', 'b', 'failureDomain')).toBe('raced');
  expect(await take('other', 'a', 'host')).toBe('raced');
  expect(await take('other', 'b', 'host')).toBe('taken');
  expect(await take('third', 'b', 'host')).toBe('raced');
  expect(await desk.seats()).toEqual({ a: [1, 1], b: [1, 1], c: [0, 0] });
});

it('a twin goes to another failure domain, and to another region when nobody tells failure domains', async () => {
  await desk.heartbeat('a', { failureDomain: 'zone-1' });
  expect((await seatFor('one', 'p'))?.hostId).toBe('a');
  await desk.heartbeat('b', { failureDomain: 'zone-1' });
  await desk.heartbeat('c', { failureDomain: 'zone-2' });
  expect(await seatFor('other', 'p')).toMatchObject({ hostId: 'c', separated: true });

  await desk.heartbeat('d', { region: 'JPEA' });
  await desk.drain('c', true);
  expect(await seatFor('a third', 'p')).toMatchObject({ hostId: 'd', separated: true });
});

it('a twin keeps away from a host that fell silent, and from what fails with it', async () => {
  await desk.heartbeat('a', { failureDomain: 'zone-1' });
  await seatFor('one', 'p');
  desk.clock.advance(15_001);
  await desk.heartbeat('b', { failureDomain: 'zone-1' });
  await desk.heartbeat('c', { failureDomain: 'zone-2', maxCalls: 1 });

  expect(await seatFor('other', 'p')).toMatchObject({ hostId: 'c', separated: true });
  expect(await seatFor('a third', 'p')).toMatchObject({ hostId: 'b', separated: true });
});

it('a twin shares the only host there is rather than be turned away, and says so each time it is asked', async () => {
  await desk.heartbeat('only');
  await seatFor('one', 'p');

  expect(await seatFor('other', 'p')).toMatchObject({ hostId: 'only', separated: false });
  expect(await seatFor('other', 'p')).toMatchObject({ hostId: 'only', separated: false });
  expect(await seatFor('one', 'p')).toMatchObject({ hostId: 'only', separated: true });
  expect(await desk.seats()).toEqual({ only: [2, 2] });

  // Whoever takes the place of one of them keeps away from the other all the same.
  await desk.release('one');
  await desk.heartbeat('new', { load: 0.9 });
  expect(await seatFor('one again', 'p')).toMatchObject({ hostId: 'new', separated: true });
});

it('a call whose host was given up moves apart from its twin all the same', async () => {
  for (const hostId of ['a', 'b', 'c']) await desk.heartbeat(hostId);
  const first = await seatFor('one', 'p');
  const other = await seatFor('other', 'p');

  const moved = await desk.reserve('other', [other!.hostId], 'p');

  expect(new Set([first!.hostId, other!.hostId, moved!.hostId])).toEqual(new Set(['a', 'b', 'c']));
  expect(await desk.reserve('other', [other!.hostId, moved!.hostId], 'p')).toMatchObject({
    hostId: first!.hostId,
    separated: false,
  });
});
