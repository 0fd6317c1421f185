import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { after, invited, noon } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import type { Cause, RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { history, LEGS, type Step } from '../support/call-history.js';
import { play, type Decide } from '../support/call-player.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sessionStore } from '../support/session-store.js';
import { storedCalls } from '../support/stored-calls.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

const replica = () => sessionStore(test.database);

/** What a history came to. */
interface Outcome {
  /** Of each step, by its number. */
  results: unknown[];
  stored: unknown;
}

/** In which order the steps of a history were decided, each when it was decided last. */
class Order {
  readonly steps: number[] = [];

  note(step: number): void {
    const before = this.steps.indexOf(step);
    if (before >= 0) this.steps.splice(before, 1);
    this.steps.push(step);
  }

  /** A store of which it is noted when step `i` decides. */
  noted(i: number, store: RecordingSessionStore): RecordingSessionStore {
    const change = (callId: string, decide: Decide, cause?: Cause) => {
      let isEnd = false;
      const noting: Decide = async (session, tx) => {
        this.note(i);
        const wasOver = session.endedAt !== null;
        const told = await decide(session, tx);
        isEnd = !wasOver && session.endedAt !== null;
        return told;
      };
      // The seats of a call that ends are freed after all else of its batch.
      return store.change(callId, noting, cause).finally(() => {
        if (isEnd || !this.steps.includes(i)) this.note(i);
      });
    };
    const open = (session: RecordingSession, cause: Cause) => store.open(session, cause).finally(() => this.note(i));
    return { change, open } as unknown as RecordingSessionStore;
  }
}

/** Keeps the openings and the changes of one conversation apart: which of two that race comes first nobody promises. */
class Turns {
  private openings: Promise<unknown> = Promise.resolve();
  private changes: Promise<unknown> = Promise.resolve();

  open(work: () => Promise<unknown>): Promise<unknown> {
    const done = this.changes.then(work);
    this.openings = Promise.allSettled([this.openings, done]);
    return done;
  }

  change(work: () => Promise<unknown>): Promise<unknown> {
    const done = this.openings.then(work);
    this.changes = Promise.allSettled([this.changes, done]);
    return done;
  }
}

const resultOf = (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    (value) => ({ value }),
    (error: Error) => ({ error: error.name }),
  );

async function loopTurns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Each step as it arrives, whatever is under way; also returns their order. */
async function together(steps: readonly Step[]): Promise<Outcome & { order: readonly number[] }> {
  const run = randomUUID();
  const order = new Order();
  const turns = new Map(LEGS.map(({ chain }) => [chain, new Turns()]));
  const [one, other] = [replica(), replica()];
  // Legs of one conversation go through one replica, because their order is compared.
  const replicaOf = (chain: string) => (chain === 'd' ? other : one);
  const results: Promise<unknown>[] = [];
  for (const [i, step] of steps.entries()) {
    if (step.wait > 0) await loopTurns(step.wait);
    const { chain } = LEGS[step.call]!;
    const work = () => play(step, i, run, order.noted(i, replicaOf(chain)));
    results.push(resultOf(step.kind === 'open' ? turns.get(chain)!.open(work) : turns.get(chain)!.change(work)));
  }
  return { results: await Promise.all(results), stored: await storedCalls(test.database, run), order: order.steps };
}

async function oneByOne(steps: readonly Step[], order: readonly number[]): Promise<Outcome> {
  const run = randomUUID();
  const store = replica();
  const results: unknown[] = [];
  for (const i of order) results[i] = await resultOf(play(steps[i]!, i, run, store));
  return { results, stored: await storedCalls(test.database, run) };
}

/** What the slowest machine gets done in the time that there is; elsewhere it is all of them. */
const LEAST_HISTORIES = 30;

it('what is changed together is stored as it would have been one by one, and a fault is its own', async () => {
  let histories = 0;
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      histories += 1;
      const { order, ...outcome } = await together(steps);

      expect(outcome).toEqual(await oneByOne(steps, order));
      for (const call of LEGS.keys()) {
        const ofCall = order.filter((i) => steps[i]!.call === call);
        expect(ofCall, 'the order of one call').toEqual(ofCall.toSorted((one, other) => one - other));
      }
      // What a failed step had written went with it.
      expect(JSON.stringify(outcome.stored)).not.toContain('never-');
    }),
    // Shrinking what has failed ends in time to be told.
    { numRuns: 150, interruptAfterTimeLimit: 150_000 },
  );
  // One that is cut short before anything fails is a success, however little it has tried.
  expect(histories, 'histories that were tried').toBeGreaterThanOrEqual(LEAST_HISTORIES);
}, 240_000);

it('a conversation began with the leg that was received first, in whichever order those of one batch came', async () => {
  const callChainId = randomUUID();
  const store = replica();
  const open = (receivedMs: number) =>
    store.open(Object.assign(invited({ callChainId }), { callId: randomUUID(), receivedAt: after(receivedMs) }), {
      by: 'recorder',
    });

  await Promise.all([open(300), open(100), open(200)]);

  const { rows } = await test.database.pool.query('SELECT began_at FROM conversation WHERE conversation_key = $1', [
    callChainId,
  ]);
  expect(rows).toEqual([{ began_at: after(100) }]);
});

it('two replicas that change the same calls at once, in any order, wait for each other and lose nothing', async () => {
  const run = randomUUID();
  const ids = Array.from({ length: 20 }, (_, i) => `${run}-${i}`);
  const [one, two] = [replica(), replica()];
  await Promise.all(ids.map((callId) => one.open(Object.assign(invited(), { callId }), { by: 'recorder' })));

  const increment = (session: RecordingSession) => void (session.answerAttempts += 1);
  await Promise.all(
    Array.from({ length: 10 }, () => [
      ...ids.map((callId) => one.change(callId, increment)),
      ...ids.toReversed().map((callId) => two.change(callId, increment)),
    ]).flat(),
  );

  const { rows } = await test.database.pool.query(
    'SELECT DISTINCT answer_attempts FROM recording_session WHERE call_id LIKE $1',
    [`${run}-%`],
  );
  expect(rows).toEqual([{ answer_attempts: 20 }]);
});

it('a call that another replica is changing holds up nobody, and is changed when that one is done', async () => {
  const [busy, free] = [randomUUID(), randomUUID()];
  const store = replica();
  for (const callId of [busy, free]) await store.open(Object.assign(invited(), { callId }), { by: 'recorder' });
  const changed: string[] = [];
  const change = (callId: string, started: boolean) =>
    store.change(callId, (session) => session.noteContentSharing(started, noon)).then(() => void changed.push(callId));

  const other = await test.database.pool.connect();
  await other.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0');
  await other.query('SELECT 1 FROM recording_session WHERE call_id = $1 FOR UPDATE', [busy]);
  const waiting = [change(busy, true), change(busy, false)];
  await Promise.all([change(free, true), change(free, false)]);
  expect(changed).toEqual([free, free]);
  await other.query('COMMIT');
  other.release();
  await Promise.all(waiting);

  expect(changed).toEqual([free, free, busy, busy]);
  expect((await store.find(busy))?.contentSharing).toBe(false);
});

it('a change of a call that nobody knows fails alone', async () => {
  const store = replica();
  const callId = randomUUID();
  await store.open(Object.assign(invited(), { callId }), { by: 'recorder' });

  const results = await Promise.allSettled([
    store.change(callId, (session) => session.noteContentSharing(true, noon)),
    store.change('nobody knows', () => undefined),
  ]);

  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect((await store.find(callId))?.contentSharing).toBe(true);
});
