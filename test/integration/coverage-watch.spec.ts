import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BotData, RosterEntry } from '@app/graph-comms';
import { Metrics } from '@app/platform';
import { ConversationFacts } from '../../libs/recording/src/coverage/conversation-facts.store.js';
import { CoverageWatchStore } from '../../libs/recording/src/coverage/coverage-watch.store.js';
import { ParticipantRecorders } from '../../libs/recording/src/coverage/participant-recorder.store.js';
import { CoverageWatch } from '../../libs/recording/src/jobs/coverage-watch.job.js';
import { after, invited, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SessionParticipants } from '../../libs/recording/src/session-participant.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { RememberedLog } from '../support/doubles.js';
import { eventually } from '../support/eventually.js';
import { sessionStore } from '../support/session-store.js';

let test: TestDatabase;
let store: RecordingSessionStore;
let log: RememberedLog;
let metrics: Metrics;
let chain: string;
let seconds: number;
beforeAll(async () => (test = await testDatabase()));
afterAll(() => test.close());
beforeEach(async () => {
  await test.database.pool.query('TRUNCATE recording_session, session_event, conversation, coverage_watch CASCADE');
  store = sessionStore(test.database);
  log = new RememberedLog();
  metrics = new Metrics('test');
  chain = randomUUID();
  seconds = 0;
});

const at = (seconds: number) => after(seconds * 1_000);

/** A replica's own. */
function watch(knownEndings?: CoverageWatchStore['knownEndings']): CoverageWatch {
  const watched = Object.assign(new CoverageWatchStore(test.database), knownEndings && { knownEndings });
  return new CoverageWatch(watched, new ConversationFacts(test.database), store, log, metrics);
}

const change = (callId: string, decide: (session: RecordingSession) => void) => store.change(callId, decide);

interface LegWish {
  application?: string;
  host?: string;
  observed?: string;
  paired?: string;
}

/** A leg that is recording within a second of its invitation, a second after the one before. */
async function leg({ application = 'app', host, observed = 'p1', paired }: LegWish = {}): Promise<string> {
  const second = (seconds += 1);
  const callId = randomUUID();
  const botData = paired && { pairedRecorders: [{ id: null, participantId: paired }], otherRecorders: [] };
  const session = invited({
    ...{ callChainId: chain, applicationInstanceId: application, observedParticipantId: observed },
    ...(botData && { botData: botData as unknown as BotData }),
  });
  const ids = { callId, graphCallId: callId, sessionId: randomUUID(), callKey: callId, myParticipantId: callId };
  await store.open(Object.assign(session, ids, { receivedAt: at(second) }), { by: 'recorder' });
  await change(callId, (current) => {
    current.decide(record, at(second));
    current.beginAnswer(
      { mediaHostId: host ?? `host of ${callId}`, mediaSessionId: callId, separated: true },
      at(second),
    );
    current.noteAnswered({ requestId: null, durationMs: 5, attempts: 1 }, at(second));
    current.noteCallState('established', at(second));
    current.noteStatusConfirmed('recording', `permit of ${callId}`, at(second));
    current.noteKeepingStarted(`permit of ${callId}`, null, at(second + 1));
  });
  return callId;
}

const loseMedia = (callId: string, second: number) => change(callId, (session) => session.noteMediaLost(at(second)));
const end = (callId: string, second: number) =>
  change(callId, (session) =>
    session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null } as never, at(second)),
  );

async function told(): Promise<unknown[]> {
  const { rows } = await test.database.pool.query<{ callId: string; data: { at: string } }>(
    `SELECT call_id AS "callId", data FROM session_event JOIN recording_session USING (session_id)
     WHERE type = 'recording.CoverageFell' ORDER BY id`,
  );
  return rows.map(({ callId, data }) => ({ on: callId, ...data }));
}
const fell = (callId: string, of: object) =>
  expect.objectContaining({ on: callId, participantId: 'p1', ...of }) as object;

async function watched(): Promise<number> {
  const { rows } = await test.database.pool.query('SELECT 1 FROM coverage_watch');
  return rows.length;
}

describe('twins', () => {
  it('a lost one is told of once, on the primary leg, by whomever and however often one looks', async () => {
    const [first, second] = [await leg(), await leg()];
    const replica = watch();
    await replica.run(at(20));
    await loseMedia(second, 30);

    await replica.run(at(31));
    expect(await told()).toEqual([]);
    await replica.run(at(36));
    expect(await told()).toHaveLength(1);
    await Promise.all([replica.run(at(37)), watch().run(at(37)), watch().run(at(37))]);
    // It had read what was told before the first told it.
    await watch(() => Promise.resolve([])).run(at(40));

    const sessionId = (await store.find(second))?.sessionId;
    expect(await told()).toEqual([
      {
        ...{ on: first, participantId: 'p1', from: 'double', to: 'single', at: at(30).toISOString() },
        ...{ because: 'mediaLost', sessionId, recorderId: null },
      },
    ]);
    expect(log.messages('warn')).toEqual(['participants who were recorded twice are recorded by fewer']);
    expect(log.messages('error')).toEqual([]);
    expect(await metrics.text()).toMatch(/^witness_coverage_falls_total\{.*to="single".*\} 1$/m);
  });

  it('what happened while nobody looked is told of afterwards, also of a fall that did not last', async () => {
    const [first, second] = [await leg(), await leg()];
    await loseMedia(second, 30);
    await change(second, (session) => {
      session.noteFirstMedia(at(31));
      session.noteStatusConfirmed('recording', 'another permit', at(31));
      session.noteKeepingStarted('another permit', null, at(32));
    });
    await end(second, 50);

    await watch().run(at(300));

    expect(await told()).toEqual([
      fell(first, { at: at(30).toISOString(), to: 'single', because: 'mediaLost' }),
      fell(first, { at: at(50).toISOString(), to: 'single', because: 'callEnded' }),
    ]);
  });

  it('both lost, and the primary one ended: told on the one that is primary then', async () => {
    const [first, second] = [await leg(), await leg()];
    await end(first, 30);
    await watch().run(at(36));
    await loseMedia(second, 60);
    await watch().run(at(66));

    expect(await told()).toEqual([
      fell(second, { at: at(30).toISOString(), from: 'double', to: 'single' }),
      fell(second, { at: at(60).toISOString(), from: 'single', to: 'none' }),
    ]);
  });

  it.each([
    ['after it was told of', [36, 50], at(30)],
    ['before anybody looked', [50], after(30_900)],
  ])('a fall whose time is put right by what the host had kept, %s, is one fall', async (_when, looks, toldAt) => {
    const [first, second] = [await leg(), await leg()];
    await loseMedia(second, 30);
    if (looks.length > 1) await watch().run(at(looks[0]!));
    await test.database.pool.query(
      `INSERT INTO kept_segment (session_id, sha256, started_at, ended_at, bytes, uri, reported_at)
       SELECT session_id, n, began, began + interval '1900 milliseconds', 1, 'file:///', now()
       FROM recording_session, LATERAL (SELECT n, $2::timestamptz + n * interval '4 seconds' AS began
         FROM generate_series(0, 2) AS n) AS segment WHERE call_id = $1`,
      [second, at(29)],
    );
    await watch().run(at(50));

    expect(await told()).toEqual([fell(first, { at: toldAt.toISOString() })]);
  });

  it('that end one after another with their meeting, or with their participant, fall from nothing', async () => {
    const [first, second] = [await leg(), await leg()];
    await end(first, 30);
    await watch().run(at(31));
    await end(second, 33);
    await watch().run(at(34));
    await watch().run(at(60));
    expect(await told()).toEqual([]);

    chain = randomUUID();
    const people = new SessionParticipants();
    for (const [i, callId] of [await leg(), await leg()].entries())
      await store.change(callId, ({ sessionId }, tx) => people.leave(tx, sessionId, 'p1', null, at(30 + 9 * i)));
    await watch().run(at(60));
    expect(await told()).toEqual([]);
  });

  it('of several participants each is told of', async () => {
    const [first, second] = [await leg(), await leg()];
    const others = ['p2', 'p3'];
    for (const [lane, callId] of [first, second].entries())
      await test.database.pool.query(
        `INSERT INTO seat (session_id, number, capacity, participant_id, conversation_id, application_instance_id, lane, taken_at)
         SELECT session_id, n + 1, 3, ($2::text[])[n], conversation_id, application_instance_id, $3, $4
         FROM recording_session, generate_series(1, 2) AS n WHERE call_id = $1`,
        [callId, others, lane, at(5)],
      );
    await loseMedia(second, 30);
    await watch().run(at(40));

    expect(await told()).toEqual(
      ['p1', 'p2', 'p3'].map((participantId) => fell(first, { participantId, to: 'single' })),
    );
    expect(await metrics.text()).toMatch(/^witness_coverage_falls_total\{.*to="single".*\} 3$/m);
  });
});

describe('a paired recorder', () => {
  const recorders = new ParticipantRecorders();
  const entry = (participantId: string, recordingStatus: string | null): RosterEntry => ({
    ...{ participantId, identity: null, isInLobby: false, isMuted: false, removed: false },
    ...{ recordingStatus, mediaStreams: [] },
  });
  const roster = (callId: string, second: number, ...participants: RosterEntry[]) =>
    store.change(callId, ({ sessionId }, tx) =>
      recorders.see(tx, sessionId, { delta: false, participants }, at(second)),
    );

  it('of others that fails, or goes, is told of, with its id', async () => {
    const callId = await leg({ paired: 'r1' });
    await roster(callId, 5, entry('r1', 'recording'));
    await roster(callId, 30, entry('r1', 'failed'));
    await roster(callId, 40, entry('r1', 'recording'));
    await roster(callId, 50);
    await watch().run(at(60));

    expect(await told()).toEqual([
      fell(callId, { at: at(30).toISOString(), because: 'recorderNotRecording', sessionId: null, recorderId: 'r1' }),
      fell(callId, { at: at(50).toISOString(), because: 'recorderGone', sessionId: null, recorderId: 'r1' }),
    ]);
  });

  it('of our own counts as the call that it is, and not besides', async () => {
    const [callId, host] = [randomUUID(), 'one host'];
    const first = await leg({ host, paired: callId });
    const second = await leg({ application: 'other app', host, paired: (await store.find(first))!.myParticipantId! });
    await test.database.pool.query('UPDATE recording_session SET my_participant_id = $2 WHERE call_id = $1', [
      second,
      callId,
    ]);
    await roster(first, 5, entry(callId, 'recording'));
    await loseMedia(second, 30);
    await roster(first, 31, entry(callId, 'failed'));
    await watch().run(at(60));

    expect(await told()).toEqual([]);
  });
});

describe('watched are', () => {
  it('conversations in which somebody may be recorded twice, as long as they last', async () => {
    const legs = [await leg(), await leg({ observed: 'p2' })];
    expect(await watched()).toBe(0);

    legs.push(await leg({ observed: 'p3', application: 'other app' }));
    expect(await watched()).toBe(1);
    for (const callId of legs) await end(callId, 100);
    await watch().run(at(159));
    expect(await watched()).toBe(1);
    await watch().run(at(161));
    expect(await watched()).toBe(0);
  });

  it('from the first on, should twins come at one moment', async () => {
    await Promise.all([leg(), leg()]);

    expect(await watched()).toBe(1);
  });

  it('and go on to be when a leg is stored at the moment at which one thinks that they are over', async () => {
    for (const callId of [await leg(), await leg()]) await end(callId, 10);
    const client = await test.database.pool.connect();
    try {
      // As the replica does that stores the leg.
      await client.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0');
      await client.query('UPDATE coverage_watch SET since = $1', [at(200)]);
      const looking = watch().run(at(200));
      await eventually(async () => {
        const { rows } = await test.database.pool.query('SELECT 1 FROM pg_locks WHERE NOT granted');
        expect(rows).not.toEqual([]);
      });
      await client.query('COMMIT');
      await looking;
    } finally {
      client.release();
    }
    expect(await watched()).toBe(1);
  });
});
