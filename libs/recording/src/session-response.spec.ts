import { expect, it } from 'vitest';
import { after, answered, invited, record, sent, typesOf } from './recording-session.fixture.js';
import type { RecordingSession } from './recording-session.aggregate.js';
import type { EndReason } from './recording.events.js';

const timedOut: EndReason = { by: 'teams', code: 408, subcode: 8544, message: null };

/** Filed as missed after its answer had left. */
function missed(): RecordingSession {
  const session = sent();
  session.noteMissed('callGone', '8522', after(6_500));
  return session;
}

it.each(['establishing', 'established', 'hold'] as const)(
  'records a call that was filed as missed when Teams says that it is %s',
  (state) => {
    const session = missed();

    session.noteCallState(state, after(7_000));
    session.noteCallState('established', after(7_100));

    expect(session).toMatchObject({ response: 'answered', respondedAt: after(7_000), missed: null });
    expect(session).toMatchObject({ endedAt: null, endReason: null, wantedStatus: 'recording' });
    expect(typesOf(session).join()).toContain('ResponseMissed,CallRevived,CallAnswered');
    session.noteStatusConfirmed('recording', 'permit-1', after(7_200));
    expect(session.permitState).toBe('open');
  },
);

it('hangs up, once, a call that comes up when the media of its missed answer is no longer held', () => {
  const late = missed();

  late.noteCallState('establishing', after(37_000));
  late.noteCallState('established', after(37_100));

  expect(late).toMatchObject({ response: 'missed', endedAt: after(6_500), flags: ['upAfterMiss'], wantedStatus: null });
  expect(typesOf(late).filter((type) => type === 'HangUpOrdered')).toHaveLength(1);
});

it('hangs up a call that comes up although no answer ever left', () => {
  const session = invited();
  session.decide(record, after(10));
  session.noteMissed('deadlinePassed', null, after(4_500));

  session.noteCallState('established', after(4_700));

  expect(session).toMatchObject({ response: 'missed', flags: ['upAfterMiss'] });
  expect(typesOf(session).at(-1)).toBe('HangUpOrdered');
});

it.each(['ringing', 'terminating', 'terminated', 'incoming'] as const)(
  'does not take %s for proof of an answer that was filed as missed',
  (state) => {
    const session = missed();
    const before = typesOf(session);

    session.noteCallState(state, after(7_000));

    expect(typesOf(session)).toEqual(before);
  },
);

it('revives nothing once Teams itself has said that the missed call ended, and keeps its reason', () => {
  const session = missed();

  session.noteEnded(timedOut, after(7_000));
  session.noteEnded({ ...timedOut, code: 200 }, after(7_050));
  session.noteCallState('established', after(7_100));

  expect(session).toMatchObject({ response: 'missed', endReason: timedOut, endedAt: after(6_500) });
  expect(typesOf(session).slice(-2)).toEqual(['ResponseMissed', 'CallEnded']);
});

it('does not revive a call that Teams ended, or that Graph no longer knew', () => {
  for (const by of ['teams', 'vanished'] as const) {
    const session = answered();
    session.noteEnded({ by, code: 404, subcode: null, message: null }, after(1_000));

    session.noteCallState('established', after(1_100));

    expect(session.endedAt).toEqual(after(1_000));
  }
});

it('shows a missed call as terminated', () => {
  expect(missed().callState).toBe('terminated');
});

it('asks what became of an answer that left before its process died, when there is no media host for the rescue', () => {
  const session = sent();

  session.noteMediaUnavailable(after(2_500));

  expect(session).toMatchObject({ missed: null, response: null, awaitsAnswer: true });
  expect(typesOf(session).at(-1)).toBe('AnswerUndecided');
});

it('sends no answer for a call that Teams is about to be told busy for', () => {
  const session = invited();
  session.decide(record, after(10));
  session.noteMediaUnavailable(after(2_500));

  expect(session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: 'm1', separated: true }, after(2_600))).toBe(false);
  expect(session).toMatchObject({ answerAttempts: 0, mediaSessionId: 'm1' });
  expect(typesOf(session).at(-1)).toBe('MediaUnneeded');
});

it('gives back media that was prepared while the call ended, and none that an answered call uses', () => {
  const withdrawn = invited();
  withdrawn.decide(record, after(10));
  withdrawn.noteEnded({ by: 'teams', code: 487, subcode: 10004, message: null }, after(500));

  expect(withdrawn.beginAnswer({ mediaHostId: 'h1', mediaSessionId: 'm1', separated: true }, after(600))).toBe(false);
  expect(withdrawn).toMatchObject({ mediaHostId: 'h1', mediaSessionId: 'm1' });
  expect(typesOf(withdrawn).at(-1)).toBe('MediaUnneeded');

  const inUse = answered();
  const before = typesOf(inUse);
  expect(inUse.beginAnswer({ mediaHostId: 'h2', mediaSessionId: 'm2', separated: true }, after(600))).toBe(false);
  expect(inUse.mediaSessionId).toBe('m1');
  expect(typesOf(inUse)).toEqual(before);
});

it('tells a person when two recorders of one participant are on one media host', () => {
  const session = invited();
  session.decide(record, after(10));
  session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: 'm1', separated: false }, after(20));

  expect(session.flags).toContain('twinsShareHost');
});
