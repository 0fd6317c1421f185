import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { Metrics } from '@app/platform';
import { ConversationFacts } from '../../libs/recording/src/coverage/conversation-facts.store.js';
import { GapLedger } from '../../libs/recording/src/gaps/gap-ledger.store.js';
import { GapLedgerJob } from '../../libs/recording/src/jobs/gap-ledger.job.js';
import type { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import { after, invited, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { RememberedLog } from '../support/doubles.js';
import { sessionStore } from '../support/session-store.js';

let test: TestDatabase;
let store: RecordingSessionStore;
let log: RememberedLog;
let metrics: Metrics;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.pool.query(
    'TRUNCATE recording_session, session_event, conversation, coverage_gap, unsettled_conversation CASCADE',
  );
  store = sessionStore(test.database);
  log = new RememberedLog();
  metrics = new Metrics('test');
});

const at = (seconds: number) => after(seconds * 1_000);
const job = () => {
  const { database } = test;
  return new GapLedgerJob(new ConversationFacts(database), new GapLedger(database), log, metrics);
};
/** So long after now; what is heard is dated by Postgres. */
const later = (seconds: number) => new Date(Date.now() + seconds * 1_000);
const change = (callId: string, decide: (session: RecordingSession) => void) => store.change(callId, decide);

/** Invited at `second`, of p1, of a conversation of its own unless told otherwise. */
async function call(second: number, callChainId: string = randomUUID()): Promise<string> {
  const callId = randomUUID();
  const session = invited({ callChainId, applicationInstanceId: callId, observedParticipantId: 'p1' });
  const ids = { callId, graphCallId: callId, sessionId: randomUUID(), callKey: callId, myParticipantId: callId };
  await store.open(Object.assign(session, ids, { receivedAt: at(second) }), { by: 'recorder' });
  return callId;
}

/** Up and kept two seconds after its invitation. */
async function kept(second: number, callChainId?: string): Promise<string> {
  const callId = await call(second, callChainId);
  await change(callId, (session) => {
    session.decide(record, at(second));
    const media = { mediaHostId: `host of ${callId}`, mediaSessionId: callId, separated: true };
    session.beginAnswer(media, at(second));
    session.noteAnswered({ requestId: null, durationMs: 5, attempts: 1 }, at(second));
    session.noteCallState('established', at(second + 1));
    session.noteStatusConfirmed('recording', `permit of ${callId}`, at(second + 1));
    session.noteKeepingStarted(`permit of ${callId}`, null, at(second + 2));
  });
  return callId;
}

const segment = async (callId: string, from: number, to: number) => {
  await test.database.pool.query(
    `INSERT INTO kept_segment (session_id, sha256, started_at, ended_at, bytes, uri, reported_at)
     SELECT session_id, $2, $3, $4, 1, 'file:///', now() FROM recording_session WHERE call_id = $1`,
    [callId, `${from}`, at(from), at(to)],
  );
  await change(callId, (session) =>
    session.noteFact('recording.SegmentKept', at(to), {
      ...{ sha256: `${from}`, bytes: 1, from: at(from).toISOString(), to: at(to).toISOString() },
    }),
  );
};
const end = (callId: string, second: number) =>
  change(callId, (session) =>
    session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null } as never, at(second)),
  );
const loseMedia = (callId: string, second: number) => change(callId, (session) => session.noteMediaLost(at(second)));

async function ledger(): Promise<unknown[]> {
  const { rows } = await test.database.pool.query<{ from: Date; to: Date; cause: string; withdrawn: boolean }>(
    `SELECT started_at AS "from", ended_at AS "to", cause, withdrawn_at IS NOT NULL AS withdrawn
     FROM coverage_gap ORDER BY started_at, found_at`,
  );
  const second = (time: Date) => (time.getTime() - at(0).getTime()) / 1_000;
  return rows.map(({ from, to, cause, withdrawn }) => [
    second(from),
    second(to),
    cause,
    ...(withdrawn ? ['withdrawn'] : []),
  ]);
}
async function unsettled(): Promise<number> {
  const { rows } = await test.database.pool.query('SELECT 1 FROM unsettled_conversation');
  return rows.length;
}

it('a call that was kept from its start to its end leaves nothing in the ledger', async () => {
  const callId = await kept(0);
  await segment(callId, 2, 30);
  await end(callId, 30);
  expect(await unsettled()).toBe(1);
  await job().run(later(61));

  expect([await ledger(), await unsettled()]).toEqual([[], 0]);
});

it('what is missing is noted with its cause when all has been quiet for a minute, once, by however many replicas', async () => {
  const callId = await kept(0);
  await segment(callId, 2, 20);
  await loseMedia(callId, 20);
  await end(callId, 30);
  await job().run(later(55));
  expect(await ledger()).toEqual([]);

  await Promise.all([job().run(later(61)), job().run(later(61)), job().run(later(61))]);
  await change(callId, (session) => session.noteFact('recording.CallReleased', at(95), {}));
  await job().run(later(61));

  expect(await ledger()).toEqual([[20, 30, 'mediaLost']]);
  expect(await metrics.text()).toMatch(/^witness_coverage_gaps_total\{.*cause="mediaLost".*\} 1$/m);
  expect(log.messages('error')).toEqual([]);
});

it('what its host shows later disproves it: it is withdrawn, and what is still missing stays', async () => {
  const callId = await kept(0);
  await segment(callId, 2, 20);
  await loseMedia(callId, 20);
  await end(callId, 40);
  await job().run(later(61));
  await segment(callId, 20, 33);
  await job().run(later(61));

  expect(await ledger()).toEqual([
    [20, 40, 'mediaLost', 'withdrawn'],
    [33, 40, 'mediaLost'],
  ]);
});

it('a conversation is settled when its last call has ended', async () => {
  const chain = randomUUID();
  const first = await kept(0, chain);
  await segment(first, 2, 20);
  await end(first, 20);
  const second = await kept(10, chain);
  await job().run(later(61));
  expect([await ledger(), await unsettled()]).toEqual([[], 0]);

  await segment(second, 12, 90);
  await loseMedia(second, 90);
  await end(second, 110);
  await job().run(later(61));

  expect(await ledger()).toEqual([[90, 110, 'mediaLost']]);
});

it('an invitation that was missed is a gap', async () => {
  const callId = await call(0);
  await change(callId, (session) => session.noteMissed('graphRefused', '403', at(4)));
  await job().run(later(61));

  expect(await ledger()).toEqual([[0, 4, 'notAnswered']]);
});

it('what nothing explains is told to the operators', async () => {
  const callId = await kept(0);
  await segment(callId, 2, 30);
  await end(callId, 30);
  await test.database.pool.query(
    `INSERT INTO session_participant (session_id, participant_id, joined_at, left_at)
     SELECT session_id, 'p1', $2, $3 FROM recording_session WHERE call_id = $1
     ON CONFLICT (session_id, participant_id) DO UPDATE SET joined_at = $2, left_at = $3`,
    [callId, at(0), at(30)],
  );
  await test.database.pool.query(`UPDATE seat SET freed_at = $1, freed_by = 'moved'`, [at(20)]);
  await job().run(later(61));

  expect(await ledger()).toContainEqual([20, 30, 'unexplained']);
  expect(log.messages('error')).toEqual(['nobody knows why people under policy were not recorded']);
});

it('what is heard while it is settled has it settled again', async () => {
  const callId = await kept(0);
  await segment(callId, 2, 20);
  await end(callId, 40);
  const ledger = new GapLedger(test.database);
  const due = await ledger.due(later(61), 10);
  await segment(callId, 20, 40);
  await ledger.settle(due, [], at(99), () => undefined);

  expect(await unsettled()).toBe(1);
});

it('a replica that stood still meanwhile changes nothing of what another has settled since', async () => {
  const callId = await kept(0);
  await segment(callId, 2, 20);
  await loseMedia(callId, 20);
  await end(callId, 40);
  const sleeper = new GapLedger(test.database);
  const due = await sleeper.due(later(61), 10);
  await job().run(later(61));
  await change(callId, (session) => session.noteFact('recording.CallReleased', at(45), {}));

  await sleeper.settle(due, [], at(99), () => undefined);

  expect([await ledger(), await unsettled()]).toEqual([[[20, 40, 'mediaLost']], 1]);
});

it('a replica that starts looks after what earlier releases told nobody of', async () => {
  const callId = await kept(0);
  await end(callId, 30);
  await test.database.pool.query('TRUNCATE unsettled_conversation');
  await job().run(at(31));

  expect(await unsettled()).toBe(1);
});

it('many conversations are settled in one run', { timeout: 60_000 }, async () => {
  await test.database.pool.query(
    `INSERT INTO unsettled_conversation (conversation_id, since)
     SELECT gen_random_uuid(), now() FROM generate_series(1, 1000)`,
  );
  await job().run(later(61));

  expect(await unsettled()).toBe(0);
});
