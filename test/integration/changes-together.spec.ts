import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DomainError, type Transaction } from '@app/platform';
import type { LoggedNotification } from '../../libs/recording/src/notification-log.store.js';
import { after, invited, noon, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import type { Cause } from '../../libs/recording/src/recording-session.store.js';
import { SeatStore } from '../../libs/recording/src/seat.store.js';
import { SessionParticipants } from '../../libs/recording/src/session-participant.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sessionStore } from '../support/session-store.js';

let test: TestDatabase;
const seats = new SeatStore();
const people = new SessionParticipants();
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.close());

class Refused extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'test.refused';
}

const replica = () => sessionStore(test.database);

const NAMES = [
  'decide',
  'answer',
  'establish',
  'media',
  'share',
  'sit',
  'roster',
  'refuse',
  'sitAndFail',
  'spoil',
  'end',
] as const;
interface Step {
  call: number;
  name: (typeof NAMES)[number];
}

async function sit(session: RecordingSession, tx: Transaction, participantId: string, at: Date): Promise<void> {
  const asking = [{ participantId, userId: null, joiningCallId: participantId }];
  const { admissions, held } = await seats.admit(tx, session, asking, session.takesParticipants, at);
  session.noteAdmissions(admissions, held, at);
}

/** Two of four people, and who of them is muted, differ from roster to roster; somebody who sits may be among them. */
async function roster(session: RecordingSession, tx: Transaction, i: number, at: Date): Promise<void> {
  const participants = [0, 1].map((n) => ({
    participantId: `p-${(i + n) % 4}`,
    identity: { kind: 'user' as const, id: `u-${n}`, tenantId: 't1' },
    ...{ isInLobby: false, isMuted: i % 3 === n, removed: false, recordingStatus: null, mediaStreams: [] },
  }));
  const { left, held } = await people.applyRoster(tx, session.sessionId, { delta: i % 5 === 0, participants }, at);
  session.noteSeats(left, held, at);
}

/** What one step does to its session at its time. */
async function play({ name }: Step, i: number, call: string, session: RecordingSession, tx: Transaction) {
  const at = after(1000 + i);
  switch (name) {
    case 'decide':
      return session.decide(record, at);
    case 'answer':
      session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: `${call}-media`, separated: true }, at);
      return session.noteAnswered({ requestId: null, durationMs: i, attempts: 1 }, at);
    case 'establish':
      return session.noteCallState('established', at);
    case 'media':
      return session.noteFirstMedia(at);
    case 'share':
      return session.noteContentSharing(!session.contentSharing, at);
    case 'sit':
      return sit(session, tx, `p-${i}`, at);
    case 'roster':
      return roster(session, tx, i, at);
    case 'refuse':
      session.noteContentSharing(!session.contentSharing, at);
      throw new Refused('no');
    case 'sitAndFail':
      await sit(session, tx, `never-${i}`, at);
      throw new Refused('no');
    case 'spoil':
      // Data that Postgres will not have.
      return session.noteFact('recording.SegmentKept', at, { sha256: 'a\0b', from: '', to: '', bytes: 0 });
    case 'end':
      return session.noteEnded({ by: 'teams', code: 0, subcode: null, message: null }, at);
  }
}

function notification(callId: string, i: number): LoggedNotification {
  const ids = { callKey: null, originalMessageId: null, scenarioId: null };
  return {
    receivedAt: after(1000 + i),
    tenantId: 't1',
    callId,
    kind: 'test',
    messageId: `m-${i}`,
    body: { i },
    ...ids,
  };
}

/** Plays the steps and returns all that is stored of it, without what is random. */
async function outcome(steps: readonly Step[], together: boolean): Promise<unknown> {
  const run = randomUUID();
  const idOf = (call: number) => `${run}-${call}`;
  const stores = [replica(), replica()];
  const calls = [0, 1, 2, 3];
  for (const call of calls) {
    const session = Object.assign(invited(), { callId: idOf(call), callChainId: idOf(call) });
    await stores[0]!.open(session, { by: 'recorder' });
  }
  const change = (step: Step, i: number): Promise<unknown> => {
    const cause: Cause =
      i % 3 === 0 ? { by: 'recorder' } : { by: 'teams', notification: notification(idOf(step.call), i) };
    // A call's steps go through one replica, because their order is compared.
    const store = stores[step.call % 2]!;
    const callId = idOf(step.call);
    return store.change(callId, (session, tx) => play(step, i, callId, session, tx), cause);
  };
  const refused: boolean[] = [];
  if (together) {
    const results = await Promise.allSettled(steps.map(change));
    refused.push(...results.map(({ status }) => status === 'rejected'));
  } else {
    for (const [i, step] of steps.entries())
      refused.push(
        await change(step, i).then(
          () => false,
          () => true,
        ),
      );
  }
  return { refused, stored: JSON.parse(JSON.stringify(await stored(run)).replaceAll(run, 'run')) as unknown };
}

async function stored(run: string): Promise<unknown[]> {
  const mine = [`${run}-%`];
  const read = async (text: string) => (await test.database.pool.query(text, mine)).rows as unknown[];
  return [
    await read(
      `SELECT to_jsonb(s) - '{session_id,call_key,conversation_id}'::text[] AS row FROM recording_session s WHERE call_id LIKE $1 ORDER BY call_id`,
    ),
    await read(
      `SELECT s.call_id, e.type, e.at, e.cause, e.message_id, e.data FROM session_event e
       JOIN recording_session s USING (session_id) WHERE s.call_id LIKE $1 ORDER BY s.call_id, e.id`,
    ),
    await read(
      `SELECT ordering_key, kind, data, run_at > now() + interval '1 minute' FROM durable_command WHERE ordering_key LIKE $1 ORDER BY ordering_key, id`,
    ),
    await read(`SELECT call_id, message_id, body FROM notification_log WHERE call_id LIKE $1 ORDER BY call_id, id`),
    await read(
      `SELECT s.call_id, number, capacity, participant_id, taken_at, freed_at, freed_by FROM seat
       JOIN recording_session s USING (session_id) WHERE s.call_id LIKE $1 ORDER BY 1, 2, taken_at`,
    ),
    await read(
      `SELECT s.call_id, p.participant_id, user_id, is_muted, in_roster, joined_at, left_at FROM session_participant p
       JOIN recording_session s USING (session_id) WHERE s.call_id LIKE $1 ORDER BY 1, 2`,
    ),
  ];
}

it('what is changed together is stored as it would have been one by one, and a fault is its own', async () => {
  const step = fc.record({ call: fc.nat(3), name: fc.constantFrom(...NAMES) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const together = await outcome(steps, true);
      expect(together).toEqual(await outcome(steps, false));
      // What a failed step had written went with it.
      expect(JSON.stringify(together)).not.toContain('never-');
    }),
    { numRuns: 40 },
  );
}, 180_000);

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
