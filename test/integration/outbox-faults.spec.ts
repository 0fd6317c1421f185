import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildDataSource, Database, type DurableCommand, LeaseLost, Outbox } from '@app/platform';
import { DatabaseGate } from '../support/database-gate.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { eventually, sleep } from '../support/eventually.js';
import { Do, Refused, Relays } from '../support/relays.js';

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

it('what another replica has taken over says nothing more here, and is not told of', async () => {
  let refused: unknown;
  relays.act.set('stopped', async (lease) => {
    await lease.confirm();
    // As a process finds it that was stopped for longer than its lease.
    await test.database.pool.query(
      `UPDATE durable_command SET attempts = attempts + 1, run_at = now() + interval '1 minute'`,
    );
    await eventually(async () => {
      refused = await lease.confirm().catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(LeaseLost);
    });
    throw refused as Error;
  });
  await store(new Do({ key: 'call', name: 'stopped' }));
  await relays.start(test.database);
  await eventually(() => expect(refused).toBeDefined());
  await relays.stop();

  const { rows } = await test.database.pool.query('SELECT attempts, last_error FROM durable_command');
  expect(rows).toEqual([{ attempts: 2, last_error: null }]);
});

it('what ends while the database is away is not run again when it is back, by nobody', async () => {
  const gate = await DatabaseGate.start();
  const url = gate.urlOf(test.url);
  const through = () => buildDataSource({ url, applicationName: 'gated' }).initialize();
  const [one, two] = await Promise.all([through(), through()]);
  let closed = (): void => undefined;
  const away = new Promise<void>((resolve) => (closed = resolve)).then(() => sleep(300));
  relays.act.set('done', () => away);
  relays.act.set('failed', () => away.then(() => Promise.reject(new Error('once'))));
  relays.act.set('refused', () => away.then(() => Promise.reject(new Refused('no'))));
  await store(...['done', 'failed', 'refused'].map((name) => new Do({ key: name, name })));
  await relays.start(new Database(one));
  await eventually(() => expect(relays.ran).toHaveLength(3));
  await relays.start(new Database(two));

  gate.close();
  closed();
  await sleep(2_500);
  relays.act.delete('failed');
  gate.reopen();
  await eventually(async () => expect(await stored()).toBe(1));

  expect(relays.ran.toSorted()).toEqual(['done', 'failed', 'failed', 'refused']);
  await relays.stop();
  await Promise.all([one.destroy(), two.destroy()]);
  await gate.stop();
});

it('a replica that stops while its database is away comes to an end', async () => {
  const gate = await DatabaseGate.start();
  const own = await buildDataSource({ url: gate.urlOf(test.url), applicationName: 'stopping' }).initialize();
  const relay = await relays.start(new Database(own));
  relays.act.set('long', () => sleep(4_000));
  await store(new Do({ key: 'call', name: 'long' }));
  await eventually(() => expect(relays.ran).toEqual(['long']));

  gate.close();
  await relay.stop(300);

  await own.destroy();
  await gate.stop();
});

it('renewing, finishing and postponing the same commands at one time never wait for each other in a circle', async () => {
  const shuffled = <T>(items: readonly T[]): T[] => items.toSorted(() => Math.random() - 0.5);
  for (let round = 0; round < 15; round += 1) {
    await store(...Array.from({ length: 200 }, (_, n) => new Do({ key: `call-${round}-${n}`, name: 'done' })));
    const held = await outbox.claim([Do.kind], 200);
    expect(held).toHaveLength(200);

    await Promise.all([
      outbox.renew(shuffled(held)),
      outbox.finish(shuffled(held).slice(0, 100)),
      outbox.renew(shuffled(held)),
      outbox.postpone(shuffled(held).map((claim) => ({ claim, delayMs: 60_000, error: 'once' }))),
      outbox.renew(shuffled(held)),
    ]);
  }
});
