import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { GraphRequestFailed } from '@app/graph-comms';
import { SystemClock, type Config } from '@app/platform';
import {
  ReportRecordingStatus,
  ReportRecordingStatusHandler,
} from '../../libs/recording/src/commands/report-recording-status.js';
import { SendRejection, SendRejectionHandler } from '../../libs/recording/src/commands/send-rejection.js';
import { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import { callInfo, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { GraphDesk } from '../support/graph-desk.js';
import type { Behaviour, PreparedReply } from '../support/http-server.js';
import { sessionStore } from '../support/session-store.js';

const clock = new SystemClock();
const config = { http: { publicUrl: 'https://rec.example' } } as Config;

let test: TestDatabase;
let store: RecordingSessionStore;
let desk: GraphDesk;
beforeAll(async () => {
  test = await testDatabase();
  store = sessionStore(test.database);
});
afterEach(() => desk.close());
afterAll(() => test.close());

type Step = PreparedReply | 'reset' | 'hang';

/** Graph does these things in turn, and then says yes. */
async function graphDoes(...steps: Step[]): Promise<void> {
  const behaviour: Behaviour = (_, response) => {
    const step = steps.shift() ?? { status: 200, body: { id: 'op', status: 'completed' } };
    if (typeof step === 'object') return step;
    if (step === 'reset') response.socket?.resetAndDestroy();
    return undefined;
  };
  desk = await GraphDesk.open(behaviour);
}

async function invited(): Promise<string> {
  const callId = randomUUID();
  const call = { ...callInfo, callChainId: randomUUID() };
  const invitation = { callId, graphCallId: callId, tenantId: 't1', call, receivedAt: clock.now(), spilledFrom: null };
  await store.open(RecordingSession.open(invitation), { by: 'recorder' });
  return callId;
}

/** A call that is up, and is to be shown as recorded. */
async function upCall(): Promise<string> {
  const callId = await invited();
  await store.change(callId, (session) => {
    session.decide(record, clock.now());
    session.beginAnswer(null, clock.now());
    session.noteCallState('established', clock.now());
  });
  return callId;
}

const reject = (callId: string) =>
  new SendRejectionHandler(store, desk.client(), clock, config).execute(new SendRejection({ callId, reason: 'busy' }));
const report = (callId: string) =>
  new ReportRecordingStatusHandler(store, desk.client(), clock).execute(
    new ReportRecordingStatus({ callId, status: 'recording' }),
  );

interface Row {
  type: string;
  cause: string;
  data: Record<string, unknown>;
  transaction: string;
}

/** What was stored of a call from what these tests do to it, in its order. */
async function storedOf(callId: string): Promise<Row[]> {
  const before = ['InvitationReceived', 'CallDecided', 'CallAnswered', 'CallEstablished'];
  const { rows } = await test.database.pool.query<Row>(
    `SELECT replace(type, 'recording.', '') AS type, cause, data, e.xmin::text AS transaction
     FROM session_event e JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND type <> ALL ($2) ORDER BY e.id`,
    [callId, before.map((type) => `recording.${type}`)],
  );
  return rows;
}

const transactionsOf = (rows: readonly Row[]) => new Set(rows.map(({ transaction }) => transaction)).size;

it('an order to Graph and its reply are stored with what comes of them, in one transaction', async () => {
  await graphDoes({ status: 202, headers: { 'request-id': 'r-1' } });
  const callId = await invited();

  await reject(callId);

  const rows = await storedOf(callId);
  expect(rows).toMatchObject([
    {
      type: 'GraphAsked',
      cause: 'recorder',
      data: {
        ...{ verb: 'reject', method: 'POST', path: '/communications/calls/{id}/reject', attempt: 1 },
        ...{ status: 202, noReply: null, requestId: 'r-1' },
        clientRequestId: desk.server.requests[0]?.headers['client-request-id'],
      },
    },
    { type: 'CallRejected' },
  ]);
  expect(transactionsOf(rows)).toBe(1);
});

const conflict = { status: 409, body: { error: { code: 'Conflict' } } };
const gone = { status: 404, body: { error: { code: '8522' } } };
const yes = { status: 200, attempt: 2 };

it.each<[string, Step, object[], string]>([
  ['a 429', { status: 429 }, [{ status: 429, attempt: 1 }, yes], 'CallRejected'],
  ['a reset', 'reset', [{ status: null, attempt: 1 }, yes], 'CallRejected'],
  ['silence', 'hang', [{ status: null, noReply: 'timeout' }, yes], 'CallRejected'],
  ['a 409', conflict, [{ status: 409, code: 'Conflict' }], 'ResponseMissed'],
  ['a 404', gone, [{ status: 404, code: '8522' }], 'ResponseMissed'],
])('of %s every attempt is on record, with what came of them all', async (_, step, replies, outcome) => {
  await graphDoes(step);
  const callId = await invited();

  await reject(callId);

  const rows = await storedOf(callId);
  expect(rows.map(({ type }) => type)).toEqual([...replies.map(() => 'GraphAsked'), outcome]);
  expect(rows.slice(0, -1).map(({ data }) => data)).toMatchObject(replies);
  expect(transactionsOf(rows)).toBe(1);
});

/** Not before a minute is over, which is longer than one run of the command asks. */
const LATER = { status: 503, headers: { 'retry-after': '60' } };

it('of a run that will be repeated what Graph said is on record, and nothing else has changed', async () => {
  await graphDoes(LATER);
  const callId = await upCall();

  await expect(report(callId)).rejects.toBeInstanceOf(GraphRequestFailed);
  await eventually(async () =>
    expect(await storedOf(callId)).toMatchObject([
      { type: 'GraphAsked', data: { status: 503, verb: 'updateRecordingStatus' } },
    ]),
  );
  await report(callId);

  const types = (await storedOf(callId)).map(({ type }) => type);
  expect(types).toEqual(['GraphAsked', 'GraphAsked', 'RecordingStarted']);
});

it('a run does not wait for its note, whoever has the call locked', async () => {
  await graphDoes(LATER);
  const callId = await upCall();
  const other = await test.database.pool.connect();
  try {
    await other.query('BEGIN');
    await other.query('SELECT FROM recording_session WHERE call_id = $1 FOR UPDATE', [callId]);
    const began = performance.now();
    await expect(report(callId)).rejects.toBeInstanceOf(GraphRequestFailed);
    expect(performance.now() - began).toBeLessThan(900);
  } finally {
    await other.query('ROLLBACK');
    other.release();
  }

  await eventually(async () => expect(await storedOf(callId)).toHaveLength(1));
});

it('a note that Postgres refuses is lost, and the command is not: its repeat succeeds', async () => {
  await graphDoes(LATER);
  const callId = await upCall();
  await test.database.pool.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not this one'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON session_event FOR EACH ROW
      WHEN (NEW.type = 'recording.GraphAsked' AND NEW.data ->> 'status' = '503') EXECUTE FUNCTION refuse()`);
  try {
    await expect(report(callId)).rejects.toBeInstanceOf(GraphRequestFailed);
    await report(callId);

    expect((await storedOf(callId)).map(({ type, data }) => [type, data.status])).toEqual([
      ['GraphAsked', 200],
      ['RecordingStarted', undefined],
    ]);
    expect(await store.find(callId)).toMatchObject({ recordingStatus: 'recording', permitState: 'open' });
  } finally {
    await test.database.pool.query('DROP TRIGGER refuse ON session_event');
  }
});
