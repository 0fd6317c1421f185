import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { after, invited, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SeatStore } from '../../libs/recording/src/seat.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sessionStore } from '../support/session-store.js';

let test: TestDatabase;
let store: RecordingSessionStore;
const seats = new SeatStore();
beforeAll(async () => {
  test = await testDatabase();
  store = sessionStore(test.database);
});
afterAll(() => test.close());

/** How often joinings were decided on; a decision that fails is made again. */
let decided = 0;
let chain: string;
beforeEach(() => (chain = randomUUID()));

const callIdOf = (name: string) => `${chain} ${name}`;

function open(name: string, observedParticipantId: string): Promise<boolean> {
  const session = invited({ callChainId: chain, observedParticipantId });
  return store.open(Object.assign(session, { callId: callIdOf(name), callKey: callIdOf(name) }), { by: 'recorder' });
}

async function call(name: string, observedParticipantId: string): Promise<void> {
  await open(name, observedParticipantId);
  await store.change(callIdOf(name), (each) => each.decide(record, after(10)));
}

function joins(name: string, participantId: string, ms: number): Promise<string> {
  return store.change(callIdOf(name), async (session, tx) => {
    decided += 1;
    const asking = [{ participantId, userId: null, joiningCallId: `${participantId} at ${ms}` }];
    const { admissions, held } = await seats.admit(tx, session, asking, true, after(ms));
    session.noteAdmissions(admissions, held, after(ms));
    return admissions[0]!.decision;
  });
}

/** By which calls somebody is recorded. */
async function recordedBy(participantId: string): Promise<string[]> {
  const { rows } = await test.database.pool.query<{ call_id: string }>(
    `SELECT call_id FROM seat JOIN recording_session USING (session_id)
     WHERE call_id LIKE $1 AND participant_id = $2 AND freed_at IS NULL ORDER BY 1`,
    [`${chain} %`, participantId],
  );
  return rows.map(({ call_id }) => call_id.replace(`${chain} `, ''));
}

it('twins each have a seat for their participant, and for everybody who joins both', async () => {
  await call('A', 'p1');
  await call('B', 'p1');
  await joins('A', 'p2', 100);
  await joins('B', 'p2', 110);

  expect(await recordedBy('p1')).toEqual(['A', 'B']);
  expect(await recordedBy('p2')).toEqual(['A', 'B']);
});

it('an invitation that comes once more, together with that of its twin, takes no lane from it', async () => {
  await open('A', 'p1');

  expect(await Promise.all([open('A', 'p1'), open('B', 'p1')])).toEqual([false, true]);

  const { rows } = await test.database.pool.query(
    'SELECT lane FROM recording_session WHERE call_id LIKE $1 ORDER BY call_id',
    [`${chain} %`],
  );
  expect(rows).toEqual([{ lane: 0 }, { lane: 1 }]);
});

it('twins who are asked for somebody at one moment decide one after the other, and each of them once', async () => {
  await call('A', 'p1');
  await call('B', 'p1');
  const before = decided;
  await Promise.all([joins('A', 'p2', 100), joins('B', 'p2', 110)]);

  expect(await recordedBy('p2')).toEqual(['A', 'B']);
  expect(decided - before).toBe(2);
});

it('whoever is asked for by one call of each of two pairs of twins has two seats, whichever came first in each pair', async () => {
  await call('A first', 'p1');
  await call('A second', 'p1');
  await call('B second', 'p2');
  await call('B first', 'p2');

  await joins('A second', 'p3', 100);
  await joins('B first', 'p3', 110);

  expect(await recordedBy('p3')).toEqual(['A second', 'B first']);
});

it('without twins somebody is recorded where Teams saw them last, and by one call only', async () => {
  await call('A', 'p1');
  await call('B', 'p2');
  await joins('A', 'p3', 100);
  expect(await recordedBy('p3')).toEqual(['A']);
  await joins('B', 'p3', 110);
  expect(await recordedBy('p3')).toEqual(['B']);
  await call('C', 'p3');
  expect(await recordedBy('p3')).toEqual(['C']);
});

it('an invitation for somebody whom a twin records already is the other recording of them', async () => {
  await call('A', 'p1');
  await call('B', 'p1');
  await joins('A', 'p2', 100);
  await call('C', 'p2');

  expect(await recordedBy('p2')).toEqual(['A', 'C']);
});

it('an invitation that was received before another call ended, and stored after, gives nobody two seats at one time', async () => {
  await call('A', 'p1');
  const reason = { by: 'teams' as const, code: 408, subcode: 8544, message: null };
  await store.change(callIdOf('A'), (session) => session.noteEnded(reason, after(500)));
  await call('B', 'p1');

  const { rows } = await test.database.pool.query<{ taken_at: Date }>(
    `SELECT taken_at FROM seat JOIN recording_session USING (session_id) WHERE call_id = $1`,
    [callIdOf('B')],
  );
  expect(rows).toEqual([{ taken_at: after(500) }]);
});

it('until Teams shows that somebody has left a call, their seat of it is given to nobody else', async () => {
  // What looks like a move may be a twin whose invitation is late.
  await call('A', 'p1');
  await call('B', 'p2');
  for (const participantId of ['p3', 'p4']) await joins('A', participantId, 100);
  await joins('B', 'p3', 110);

  expect(await joins('A', 'p5', 120)).toBe('inviteNewBot');
  expect(await recordedBy('p3')).toEqual(['B']);
});
