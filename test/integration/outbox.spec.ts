import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { buildDataSource, Database, type DurableCommand, Outbox } from '@app/platform';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { eventually, sleep } from '../support/eventually.js';
import { Do, DoUrgently, Refused, Relays } from '../support/relays.js';

let test: TestDatabase;
let outbox: Outbox;
let relays: Relays;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  relays = new Relays();
  outbox = new Outbox(test.database);
  await test.database.pool.query('TRUNCATE durable_command');
});

const store = (...commands: DurableCommand[]) => test.database.transaction((tx) => outbox.add(tx, commands));
const stored = async () => (await test.database.pool.query('SELECT 1 FROM durable_command')).rowCount;

// Two relays in one process: one that stands still for longer than a lease is rightly taken over from.
const TWO_RELAYS = { retry: 2 };

it('commands of a call run in the order in which they were stored, whatever becomes of each', TWO_RELAYS, async () => {
  let failures = 2;
  relays.act.set('b', () => (failures-- > 0 ? Promise.reject(new Error('not yet')) : Promise.resolve()));
  await store(...['a', 'b', 'c'].map((name) => new Do({ key: 'call', name })));

  await Promise.all([relays.start(test.database), relays.start(test.database)]);
  await eventually(async () => expect(await stored()).toBe(0));

  expect(relays.ran).toEqual(['a', 'b', 'b', 'b', 'c']);
  await relays.stop();
});

it('a call whose command fails stands still alone', async () => {
  relays.act.set('stuck', () => Promise.reject(new Error('never')));
  await store(new Do({ key: 'one', name: 'stuck' }), new Do({ key: 'one', name: 'behind' }));
  await store(new Do({ key: 'two', name: 'free' }));

  await relays.start(test.database);
  await eventually(() => expect(relays.ran).toContain('free'));

  expect(relays.ran).not.toContain('behind');
  await relays.stop();
});

it('each command is run by one replica only while that replica lives', TWO_RELAYS, async () => {
  const names = Array.from({ length: 200 }, (_, i) => `n${i}`);
  await store(...names.map((name) => new Do({ key: name, name })));

  await Promise.all([relays.start(test.database), relays.start(test.database), relays.start(test.database)]);
  await eventually(async () => expect(await stored()).toBe(0));

  expect(relays.ran.toSorted()).toEqual(names.toSorted());
  await relays.stop();
});

it('what a dead replica had claimed is run by another within two seconds', async () => {
  await store(new Do({ key: 'call', name: 'orphan' }));
  const [claim] = await outbox.claim(['test.do'], 10);
  expect(claim?.attempts).toBe(1);
  const died = Date.now();

  await relays.start(test.database);
  await eventually(() => expect(relays.ran).toEqual(['orphan']));

  expect(Date.now() - died).toBeGreaterThan(500);
  expect(Date.now() - died).toBeLessThan(2_000);
  await relays.stop();
});

it('what ends while another end is being told leaves the table with the rest, by one statement', async () => {
  const query = vi.spyOn(test.database, 'query');
  let end: () => void = () => undefined;
  const ending = new Promise<void>((resolve) => (end = resolve));
  const names = Array.from({ length: 30 }, (_, i) => `n${i}`);
  for (const name of names) relays.act.set(name, () => ending);
  await store(...names.map((name) => new Do({ key: name, name })));
  await relays.start(test.database);
  await eventually(() => expect(relays.ran).toHaveLength(names.length));

  end();
  await eventually(async () => expect(await stored()).toBe(0));

  const finished = query.mock.calls.filter(([{ name }]) => name === 'outbox.finish');
  expect(finished.length).toBeLessThanOrEqual(3);
  query.mockRestore();
  await relays.stop();
});

it('a command that takes longer than its lease is not run a second time', TWO_RELAYS, async () => {
  relays.act.set('slow', () => sleep(2_500));
  await store(new Do({ key: 'call', name: 'slow' }));

  await Promise.all([relays.start(test.database), relays.start(test.database)]);
  await eventually(async () => expect(await stored()).toBe(0), 5_000);

  expect(relays.ran).toEqual(['slow']);
  await relays.stop();
});

it('a replica that outlived its lease cannot finish what another has taken over', async () => {
  await store(new Do({ key: 'call', name: 'taken' }));
  const [late] = await outbox.claim(['test.do'], 10);
  await sleep(1_100);
  const [current] = await outbox.claim(['test.do'], 10);

  await outbox.finish([late!]);
  expect(await stored()).toBe(1);
  await outbox.finish([current!]);
  expect(await stored()).toBe(0);
});

it('nothing follows from a transaction that was rolled back', async () => {
  await relays.start(test.database);
  const work = test.database.transaction((tx) => {
    outbox.add(tx, [new Do({ key: 'call', name: 'ghost' })]);
    tx.queryLast({ name: 'test.fault', text: 'SELECT 1 / 0' }, []);
  });

  await expect(work).rejects.toThrow('division by zero');
  expect([await stored(), relays.ran]).toEqual([0, []]);
  await relays.stop();
});

it('a command stored twice under one dedupe key runs once', async () => {
  await store(new Do({ key: 'call', name: 'once-1' }), new Do({ key: 'call', name: 'once-1' }));
  await store(new Do({ key: 'call', name: 'once-1' }));

  await relays.start(test.database);
  await eventually(async () => expect(await stored()).toBe(0));

  expect(relays.ran).toEqual(['once-1']);
  await relays.stop();
});

it('a refused command is set aside for a person, and those behind it go on', async () => {
  relays.act.set('refused', () => Promise.reject(new Refused('no')));
  await store(new Do({ key: 'call', name: 'refused' }), new Do({ key: 'call', name: 'behind' }));

  await relays.start(test.database);
  await eventually(() => expect(relays.ran).toEqual(['refused', 'behind']));

  const { rows } = await test.database.pool.query('SELECT last_error FROM durable_command WHERE buried_at IS NOT NULL');
  expect(rows).toEqual([{ last_error: 'test.refused' }]);
  await relays.stop();
});

it('a command for later waits, and holds up nobody of another key', async () => {
  const due = new Date(Date.now() + 700);
  let ranAt = 0;
  relays.act.set('later', () => Promise.resolve(void (ranAt = Date.now())));
  await store(new Do({ key: 'later', name: 'later' }, due), new Do({ key: 'now', name: 'now' }));

  await relays.start(test.database);
  await eventually(() => expect(relays.ran).toEqual(['now', 'later']));
  expect(ranAt).toBeGreaterThanOrEqual(due.getTime() - 5);
  await relays.stop();
});

it('answers have a lane of their own: three hundred slow commands do not hold up an urgent one', async () => {
  const slow = Array.from({ length: 300 }, (_, i) => `slow${i}`);
  for (const name of slow) relays.act.set(name, () => sleep(3_000));
  await store(...slow.map((name) => new Do({ key: name, name })));
  await relays.start(test.database);
  await eventually(() => expect(relays.ran.length).toBeGreaterThanOrEqual(32));

  await store(new DoUrgently({ key: 'call', name: 'answer' }));
  await eventually(() => expect(relays.ran).toContain('answer'), 2_500);
  await relays.stop();
});

it('a replica that stops lets its work finish, and gives back what does not', async () => {
  relays.act.set('short', () => sleep(200));
  relays.act.set('long', () => sleep(4_000));
  await store(new Do({ key: '1', name: 'short' }), new Do({ key: '2', name: 'long' }));
  const relay = await relays.start(test.database);
  await eventually(() => expect(relays.ran).toHaveLength(2));

  await relay.stop(2_000);

  const claimable = await outbox.claim(['test.do'], 10);
  expect(claimable.map(({ data }) => data)).toEqual([{ key: '2', name: 'long' }]);
});

it('commands wait out a database that is away', async () => {
  const own = new Database(await buildDataSource({ url: test.url, applicationName: 'outbox-away' }).initialize());
  await relays.start(own);
  await test.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'outbox-away'`,
  );

  await test.database.transaction((tx) => outbox.add(tx, [new Do({ key: 'call', name: 'after' })]));
  await eventually(() => expect(relays.ran).toEqual(['after']));

  await relays.stop();
  await own.dataSource.destroy();
});
