import { describe, expect, it } from 'vitest';
import type { RecordingSession } from './recording-session.aggregate.js';
import { after, answered, invited, recording, typesOf } from './recording-session.fixture.js';

const SECOND = 1_000;
const reply = { status: 404, code: '8522' };
const graphSaysGone = (session: RecordingSession, seconds: number) =>
  session.noteGraphGone(reply, [], after(seconds * SECOND));
const time = (seconds: number) => after(seconds * SECOND).toISOString();
const last = (session: RecordingSession) => session.getUncommittedEvents().at(-1)!;

it('Graph alone closes no call, however often it says so: it is asked again, and a person is told', () => {
  const session = recording();
  for (const seconds of [10, 25, 50, 200, 4_000]) graphSaysGone(session, seconds);

  expect(session).toMatchObject({ endedAt: null, permitState: 'open', graphGoneSince: after(10 * SECOND) });
  expect(session.flags).toEqual(['unwitnessed']);
  const doubts = session.getUncommittedEvents().filter(({ type }) => type === 'recording.CallDoubted');
  // After 15 s, then after as long as the doubt has lasted, at most ten minutes.
  expect(doubts.map(({ data }) => (data as { lookAgainAt: string }).lookAgainAt)).toEqual(
    [25, 40, 90, 390, 4_600].map(time),
  );
  expect(last(session).data).toMatchObject({ askHost: 'permit-1' });
});

describe('a second witness closes it, and the end names both', () => {
  const GRAPH = { witness: 'graphGone', at: time(20) };
  it.each<[string, (session: RecordingSession) => void, object]>([
    [
      'its media was lost',
      (session) => session.noteMediaLost(after(5 * SECOND)),
      { witness: 'mediaGone', at: time(5) },
    ],
    [
      'its host has fallen silent',
      (session) => session.noteMediaLost(after(5 * SECOND), { state: 'unheard' }),
      { witness: 'mediaGone', at: time(5) },
    ],
    [
      'rosters show nobody but recorders',
      (session) => session.noteRosterEmpty(true, after(6 * SECOND)),
      { witness: 'rosterEmpty', at: time(6) },
    ],
    ['we hung up', (session) => session.noteDeleted(after(7 * SECOND)), { witness: 'refusedByUs', at: time(7) }],
  ])('when %s', (_what, heard, witness) => {
    const before = recording();
    heard(before);
    graphSaysGone(before, 20);
    expect(before.endReason).toEqual({
      ...{ by: 'vanished', code: 404, subcode: null, message: '8522' },
      witnesses: [GRAPH, witness],
    });
    expect(before.permitState).toBe('closed');
  });

  it('when media is lost only after Graph has spoken', () => {
    const session = recording();
    graphSaysGone(session, 20);
    session.noteMediaLost(after(30 * SECOND));
    expect(session.endReason?.witnesses).toEqual([GRAPH, { witness: 'mediaGone', at: time(30) }]);
  });

  it('when media is lost after Graph has spoken, and was lost before it', () => {
    const session = recording();
    graphSaysGone(session, 20);
    session.noteMediaLost(after(18 * SECOND));
    expect(session.endReason?.witnesses).toEqual([GRAPH, { witness: 'mediaGone', at: time(18) }]);
    expect(session.endedAt).toEqual(after(20 * SECOND));
  });

  it('when another leg was told that the conversation is over', () => {
    const session = recording();
    const over = { witness: 'conversationEnded' as const, at: time(15) };
    session.noteGraphGone(reply, [over], after(20 * SECOND));
    expect(session.endReason?.witnesses).toEqual([GRAPH, over]);
  });

  it('when we rejected it', () => {
    const session = invited();
    session.noteRejected('busy', after(SECOND));
    graphSaysGone(session, 20);
    expect(session.endReason?.witnesses).toEqual([GRAPH, { witness: 'refusedByUs', at: time(1) }]);
  });
});

it('no two witnesses close a call that Graph knows', () => {
  const session = recording();
  session.noteMediaLost(after(5 * SECOND));
  session.noteRosterEmpty(true, after(6 * SECOND));
  session.noteKeptAlive(null, after(7 * SECOND));
  expect(session.endedAt).toBeNull();
});

describe('a living sign refutes the doubt', () => {
  it('Graph knows the call after all: what Teams should show and may have refused is reported anew', () => {
    const session = answered();
    session.noteCallState('established', after(SECOND));
    graphSaysGone(session, 20);
    session.noteKeptAlive(null, after(30 * SECOND));

    expect(session.graphGoneSince).toBeNull();
    expect(session.getUncommittedEvents().find(({ type }) => type === 'recording.CallDoubtRefuted')?.data).toEqual({
      since: time(20),
      report: 'recording',
    });
    session.noteMediaLost(after(40 * SECOND));
    expect(session.endedAt).toBeNull();
  });

  it('people in the roster, or media again, are no witnesses any more', () => {
    const session = recording();
    session.noteMediaLost(after(5 * SECOND));
    session.noteRosterEmpty(true, after(6 * SECOND));
    session.noteFirstMedia(after(8 * SECOND));
    session.noteRosterEmpty(false, after(9 * SECOND));
    graphSaysGone(session, 20);
    expect(session.endedAt).toBeNull();
    expect(typesOf(session).at(-1)).toBe('CallDoubted');
  });
});

it('somebody who was let in since the roster was empty takes its witness away', () => {
  const session = recording();
  session.noteRosterEmpty(true, after(6 * SECOND));
  const joining = { participantId: 'p2', userId: null, joiningCallId: null };
  session.noteAdmissions([{ ...joining, decision: 'accept', seat: 1, isRepeat: false }], 1, after(7 * SECOND));
  graphSaysGone(session, 20);
  expect(session.endedAt).toBeNull();
});

it('a call that has ended is doubted no more', () => {
  const session = recording();
  session.noteEnded({ by: 'teams', code: 200, subcode: 5001, message: null }, after(SECOND));
  graphSaysGone(session, 20);
  expect(session.endReason?.by).toBe('teams');
  expect(typesOf(session).at(-1)).toBe('CallEnded');
});
