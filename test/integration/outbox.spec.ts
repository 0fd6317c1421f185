import { CommandBus, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildDataSource, Database, DomainError, DurableCommand, Outbox, Relay } from '@app/platform';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { RememberedLog } from '../support/doubles.js';
import { eventually, sleep } from '../support/eventually.js';

class Do extends DurableCommand<{ key: string; name: string }> {
  static override readonly kind: string = 'test.do';

  get orderingKey(): string {
    return this.data.key;
  }

  override get dedupeKey(): string | undefined {
    return this.data.name.startsWith('once') ? this.data.name : undefined;
  }

  override retryDelayMs(): number {
    return 20;
  }
}

class DoUrgently extends Do {
  static override readonly kind = 'test.do-urgently';
  static override readonly urgent = true;
}

class Refused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'test.refused';
}

/** What was run, in order, and what is to happen when. */
const ran: string[] = [];
const act = new Map<string, () => Promise<void>>();

async function run(name: string): Promise<void> {
  ran.push(name);
  await act.get(name)?.();
}

@CommandHandler(Do)
class DoHandler implements ICommandHandler<Do> {
  execute({ data }: Do): Promise<void> {
    return run(data.name);
  }
}

@CommandHandler(DoUrgently)
class DoUrgentlyHandler implements ICommandHandler<DoUrgently> {
  execute({ data }: DoUrgently): Promise<void> {
    return run(data.name);
  }
}

let test: TestDatabase;
let outbox: Outbox;
let relays: Relay[];
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  ran.length = 0;
  act.clear();
  relays = [];
  outbox = new Outbox(test.database);
  await test.database.pool.query('TRUNCATE durable_command');
});

/** A replica's relay; `replica()` twice is two replicas on one database. */
async function replica(database = test.database): Promise<Relay> {
  const module = await Test.createTestingModule({
    imports: [CqrsModule.forRoot()],
    providers: [DoHandler, DoUrgentlyHandler],
  }).compile();
  await module.init();
  const relay = new Relay(new Outbox(database), module.get(CommandBus), new RememberedLog(), [Do, DoUrgently]);
  relays.push(relay);
  relay.start();
  return relay;
}

const store = (...commands: DurableCommand[]) => test.database.transaction((tx) => outbox.add(tx, commands));
const stored = async () => (await test.database.pool.query('SELECT 1 FROM durable_command')).rowCount;
const stopAll = () => Promise.all(relays.map((relay) => relay.stop(1_000)));

it('commands of a call run in the order in which they were stored, whatever becomes of each', async () => {
  let failures = 2;
  act.set('b', () => (failures-- > 0 ? Promise.reject(new Error('not yet')) : Promise.resolve()));
  await store(...['a', 'b', 'c'].map((name) => new Do({ key: 'call', name })));

  await Promise.all([replica(), replica()]);
  await eventually(async () => expect(await stored()).toBe(0));

  expect(ran).toEqual(['a', 'b', 'b', 'b', 'c']);
  await stopAll();
});

it('a call whose command fails stands still alone', async () => {
  act.set('stuck', () => Promise.reject(new Error('never')));
  await store(new Do({ key: 'one', name: 'stuck' }), new Do({ key: 'one', name: 'behind' }));
  await store(new Do({ key: 'two', name: 'free' }));

  await replica();
  await eventually(() => expect(ran).toContain('free'));

  expect(ran).not.toContain('behind');
  await stopAll();
});

it('each command is run by one replica only while that replica lives', async () => {
  const names = Array.from({ length: 200 }, (_, i) => `n${i}`);
  await store(...names.map((name) => new Do({ key: name, name })));

  await Promise.all([replica(), replica(), replica()]);
  await eventually(async () => expect(await stored()).toBe(0));

  expect(ran.toSorted()).toEqual(names.toSorted());
  await stopAll();
});

it('what a dead replica had claimed is run by another within two seconds', async () => {
  await store(new Do({ key: 'call', name: 'orphan' }));
  const [claim] = await outbox.claim(['test.do'], 10);
  expect(claim?.attempts).toBe(1);
  const died = Date.now();

  await replica();
  await eventually(() => expect(ran).toEqual(['orphan']));

  expect(Date.now() - died).toBeGreaterThan(500);
  expect(Date.now() - died).toBeLessThan(2_000);
  await stopAll();
});

it('a command that takes longer than its lease is not run a second time', async () => {
  act.set('slow', () => sleep(2_500));
  await store(new Do({ key: 'call', name: 'slow' }));

  await Promise.all([replica(), replica()]);
  await eventually(async () => expect(await stored()).toBe(0), 5_000);

  expect(ran).toEqual(['slow']);
  await stopAll();
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
  const work = test.database.transaction(async (tx) => {
    await outbox.add(tx, [new Do({ key: 'call', name: 'ghost' })]);
    throw new Error('rolled back');
  });

  await expect(work).rejects.toThrow('rolled back');
  expect(await stored()).toBe(0);
});

it('a command stored twice under one dedupe key runs once', async () => {
  await store(new Do({ key: 'call', name: 'once-1' }), new Do({ key: 'call', name: 'once-1' }));
  await store(new Do({ key: 'call', name: 'once-1' }));

  await replica();
  await eventually(async () => expect(await stored()).toBe(0));

  expect(ran).toEqual(['once-1']);
  await stopAll();
});

it('a refused command is set aside for a person, and those behind it go on', async () => {
  act.set('refused', () => Promise.reject(new Refused('no')));
  await store(new Do({ key: 'call', name: 'refused' }), new Do({ key: 'call', name: 'behind' }));

  await replica();
  await eventually(() => expect(ran).toEqual(['refused', 'behind']));

  const { rows } = await test.database.pool.query('SELECT last_error FROM durable_command WHERE buried_at IS NOT NULL');
  expect(rows).toEqual([{ last_error: 'test.refused' }]);
  await stopAll();
});

it('a command for later waits, and holds up nobody of another key', async () => {
  await store(new Do({ key: 'later', name: 'later' }, new Date(Date.now() + 700)), new Do({ key: 'now', name: 'now' }));

  await replica();
  await eventually(() => expect(ran).toEqual(['now']));
  await eventually(() => expect(ran).toEqual(['now', 'later']));
  await stopAll();
});

it('answers have a lane of their own: three hundred slow commands do not hold up an urgent one', async () => {
  const slow = Array.from({ length: 300 }, (_, i) => `slow${i}`);
  for (const name of slow) act.set(name, () => sleep(3_000));
  await store(...slow.map((name) => new Do({ key: name, name })));
  await replica();
  await eventually(() => expect(ran.length).toBeGreaterThanOrEqual(32));

  await store(new DoUrgently({ key: 'call', name: 'answer' }));
  await eventually(() => expect(ran).toContain('answer'), 1_000);
  await stopAll();
});

it('a replica that stops lets its work finish, and gives back what does not', async () => {
  act.set('short', () => sleep(200));
  act.set('long', () => sleep(4_000));
  await store(new Do({ key: '1', name: 'short' }), new Do({ key: '2', name: 'long' }));
  const relay = await replica();
  await eventually(() => expect(ran).toHaveLength(2));

  await relay.stop(600);

  const claimable = await outbox.claim(['test.do'], 10);
  expect(claimable.map(({ data }) => data)).toEqual([{ key: '2', name: 'long' }]);
});

it('commands wait out a database that is away', async () => {
  const own = new Database(await buildDataSource({ url: test.url, applicationName: 'outbox-away' }).initialize());
  await replica(own);
  await test.database.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'outbox-away'`,
  );

  await test.database.transaction((tx) => outbox.add(tx, [new Do({ key: 'call', name: 'after' })]));
  await eventually(() => expect(ran).toEqual(['after']));

  await stopAll();
  await own.dataSource.destroy();
});
