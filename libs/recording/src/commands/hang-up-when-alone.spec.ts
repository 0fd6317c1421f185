import { expect, it } from 'vitest';
import { after, recording } from '../recording-session.fixture.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RememberedSession } from '../remembered-session.fixture.js';
import { graphSaysNo } from './graph-failure.fixture.js';
import { HangUpWhenAlone, HangUpWhenAloneHandler } from './hang-up-when-alone.js';
import type { RosterReader } from '../roster-reader.js';
import type { SessionParticipants } from '../session-participant.store.js';

const MINUTE = 60_000;
const LEFT_AT = after(1_000);

function alone(): RecordingSession {
  const session = recording();
  session.noteSeats(['p1'], 0, LEFT_AT);
  return session;
}

/** Looks a minute later; `read` is Graph's roster, which may show somebody. */
async function lookedAt(
  session: RecordingSession,
  read: (known: RememberedSession) => Promise<void>,
  isAnyMissed = false,
) {
  const known = new RememberedSession(session);
  let asked = 0;
  const rosters = {
    read: () => {
      asked += 1;
      return read(known);
    },
  } as unknown as RosterReader;
  const participants = { isAnyMissed: () => Promise.resolve(isAnyMissed) } as unknown as SessionParticipants;
  const handler = new HangUpWhenAloneHandler(known.store, rosters, participants, { now: () => after(MINUTE + 1_000) });
  const failure = await handler
    .execute(new HangUpWhenAlone({ callId: 'c1', aloneSince: LEFT_AT.toISOString() }))
    .catch((error: unknown) => error);
  return { asked, failure, story: known.story };
}

const nothing = () => Promise.resolve();

it('hangs up when Graph shows nobody under policy either', async () => {
  expect(await lookedAt(alone(), nothing)).toMatchObject({ asked: 1, story: ['HangUpOrdered'] });
});

it('does not when Graph shows somebody whom a roster had missed', async () => {
  const shows = (known: RememberedSession) =>
    known.store.change('c1', (session) => session.noteSeats([], 1, after(MINUTE)));

  expect(await lookedAt(alone(), shows)).toMatchObject({ asked: 1, story: [] });
});

it.each(['gone', 'refused'] as const)('hangs up on what Teams said when Graph does not tell: %s', async (category) => {
  const { story } = await lookedAt(alone(), () => Promise.reject(graphSaysNo(category)));
  expect(story).toEqual(['HangUpOrdered']);
});

it('hangs up nobody whom only a roster had missed when Graph refuses to tell', async () => {
  const refuses = () => Promise.reject(graphSaysNo('refused'));

  expect(await lookedAt(alone(), refuses, true)).toMatchObject({ asked: 1, story: [] });
});

it.each(['retry', 'throttled'] as const)('waits for Graph when it may tell later: %s', async (category) => {
  const no = graphSaysNo(category);
  expect(await lookedAt(alone(), () => Promise.reject(no))).toMatchObject({ failure: no, story: [] });
});

it('asks nobody when somebody has come back, or the call has ended', async () => {
  const back = alone();
  back.noteSeats([], 1, after(30_000));
  const ended = alone();
  ended.noteEnded({ by: 'teams', code: 200, subcode: 5001, message: null }, after(30_000));

  for (const session of [back, ended]) expect(await lookedAt(session, nothing)).toMatchObject({ asked: 0, story: [] });
});
