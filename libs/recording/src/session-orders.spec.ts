import { expect, it } from 'vitest';
import { EndPause } from './commands/end-pause.js';
import type { RecordingSession } from './recording-session.aggregate.js';
import { after, answered, recording, typesOf } from './recording-session.fixture.js';
import { recordingReactions } from './recording.reactions.js';

const by = { subject: 'anna', reason: 'card number' };
const until = after(900_000);

function paused(): RecordingSession {
  const session = recording();
  session.pause(by, until, after(200));
  session.noteStatusConfirmed('notRecording', 'unused', after(300));
  return session;
}

/** What follows from the last event, in order. */
function follows(session: RecordingSession): unknown[] {
  const react = recordingReactions({ firstKeepAliveMs: 60_000 });
  return react(session.getUncommittedEvents().at(-1)!).map((command) => [
    (command.constructor as { name: string }).name,
    'status' in command.data ? command.data.status : undefined,
    command.runAt,
  ]);
}

it('a pause closes the permit, stops the host, tells Teams then, and ends by itself', () => {
  const session = recording();

  session.pause(by, until, after(200));

  expect(session).toMatchObject({ permitState: 'closed', wantedStatus: 'notRecording', pausedUntil: until });
  expect(session.getUncommittedEvents().at(-1)?.data).toEqual({
    ...{ permitId: 'permit-1', until: until.toISOString(), orderedBy: 'anna', why: 'card number' },
  });
  expect(follows(session)).toEqual([
    ['KeepMedia', undefined, undefined],
    ['ReportRecordingStatus', 'notRecording', undefined],
    ['EndPause', undefined, until],
  ]);
});

it.each<[string, (session: RecordingSession) => void, string | null]>([
  ['somebody resumes', (session) => session.resume({ ...by, reason: 'done' }, after(400)), 'anna'],
  ['its time is over', (session) => session.resumeAtLimit(until, until), null],
])('recording goes on under a new permit when %s', (_what, resume, orderedBy) => {
  const session = paused();

  resume(session);
  expect(session).toMatchObject({ wantedStatus: 'recording', standingOrder: null, pausedUntil: null });
  expect(session.getUncommittedEvents().at(-1)?.data).toMatchObject({ report: 'recording', orderedBy });
  expect(follows(session)).toEqual([['ReportRecordingStatus', 'recording', undefined]]);
  session.noteStatusConfirmed('recording', 'permit-2', after(500));

  expect(session).toMatchObject({ permitState: 'open', permitId: 'permit-2' });
});

it('goes on although it was resumed before Teams was told of the pause', () => {
  const session = recording();
  session.pause(by, until, after(200));
  session.resume(by, after(210));

  expect([session.statusToReport('notRecording'), session.statusToReport('recording')]).toEqual([null, 'recording']);
});

it('the end of one pause does not end another', () => {
  const session = paused();
  session.resume(by, after(400));
  session.noteStatusConfirmed('recording', 'permit-2', after(450));
  session.pause(by, after(1_000_000), after(500));

  session.resumeAtLimit(until, until);

  expect(session.standingOrder).toBe('paused');
});

it('a call whose recording is paused takes participants in, and is hung up when they have all left', () => {
  const session = paused();
  expect(session.takesParticipants).toBe(true);

  session.noteSeats(['p1'], 0, after(400));
  session.hangUpWhenAlone(after(400), after(60_400));

  expect(session.standingOrder).toBe('hungUp');
  expect(typesOf(session).at(-1)).toBe('HangUpOrdered');
});

it('while paused, media that is lost and comes back changes nothing of what Teams shows', () => {
  const session = paused();

  session.noteMediaLost(after(400));
  expect(session).toMatchObject({ wantedStatus: 'notRecording', permitState: 'closed' });
  session.resume(by, after(500));
  expect(session.wantedStatus, 'nothing could be kept').toBe('failed');
  session.noteFirstMedia(after(600));

  expect(session.wantedStatus).toBe('recording');
});

it('stopped is for good: nobody resumes it, nobody further comes in, and the call stays up until they have left', () => {
  const session = recording();

  session.stop(by, after(200));
  session.stop(by, after(210));

  expect(typesOf(session).filter((type) => type === 'StopOrdered')).toHaveLength(1);
  expect(session).toMatchObject({ standingOrder: 'stopped', permitState: 'closed', takesParticipants: false });
  expect(() => session.resume(by, after(300))).toThrow(
    expect.objectContaining({ code: 'recording.not-paused' }) as Error,
  );
  session.noteSeats(['p1'], 0, after(400));
  session.hangUpWhenAlone(after(400), after(60_400));
  expect(session.standingOrder).toBe('hungUp');
});

it('a pause may be made a stop', () => {
  const session = paused();

  session.stop(by, after(400));
  session.resumeAtLimit(until, until);

  expect(session).toMatchObject({ standingOrder: 'stopped', pausedUntil: null, wantedStatus: 'notRecording' });
});

it('hanging up closes the permit, tells Teams, and leaves', () => {
  const session = recording();

  session.hangUp(by, after(200));

  expect(session.getUncommittedEvents().at(-1)?.data).toEqual({
    ...{ permitId: 'permit-1', reason: 'operator', orderedBy: 'anna', why: 'card number' },
  });
  expect(follows(session).map((each) => (each as string[])[0])).toEqual([
    'KeepMedia',
    'ReportRecordingStatus',
    'DeleteCall',
  ]);
});

it.each<[string, () => RecordingSession, string]>([
  ['is not up yet', answered, 'recording.not-being-recorded'],
  ['is recorded, but Graph has not confirmed it', unconfirmed, 'recording.not-being-recorded'],
  ['has ended', ended, 'recording.call-already-ended'],
])('a call that %s cannot be paused', (_what, given, code) => {
  const session = given();
  const before = typesOf(session);

  expect(() => session.pause(by, until, after(900))).toThrow(expect.objectContaining({ code }) as Error);
  expect(typesOf(session)).toEqual(before);
});

function ended(): RecordingSession {
  const session = recording();
  session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(800));
  return session;
}

/** Up, and Graph has not said yet that it is recorded. */
function unconfirmed(): RecordingSession {
  const session = answered();
  session.noteCallState('established', after(100));
  return session;
}

it('a pause of what is paused, and a resume of what is recorded, change nothing: the order was sent again', () => {
  const session = paused();
  session.pause(by, after(1_000_000), after(400));
  expect(session.pausedUntil).toEqual(until);
  session.resume(by, after(500));
  session.noteStatusConfirmed('recording', 'permit-2', after(550));
  const before = typesOf(session);

  session.resume(by, after(600));

  expect(typesOf(session)).toEqual(before);
});

it('the end of a pause waits for no other pause of its call', () => {
  const ends = [until, after(60_000)].map((time) => new EndPause({ callId: 'c1', until: time.toISOString() }));

  expect(new Set(ends.map(({ orderingKey }) => orderingKey)).size).toBe(2);
});

it.each(['redirecting', 'terminating'] as const)('a pause that ends while the call is %s opens no permit', (state) => {
  const session = paused();
  session.noteCallState(state, after(400));

  session.resumeAtLimit(until, until);

  expect(session.wantedStatus).toBeNull();
  expect(session.statusToReport('recording')).toBeNull();
});

it('what Teams shows is told again when a reply to it may have been lost', () => {
  const session = recording();
  session.stop(by, after(200));
  session.noteStatusConfirmed('notRecording', 'unused', after(210));

  expect(session.statusToReport('notRecording'), 'an older report may arrive late').toBe('notRecording');
});

it('goes on recording when Graph was in doubt of the call while its media came back', () => {
  const session = recording();
  session.noteMediaLost(after(200));
  session.noteFirstMedia(after(210));
  session.noteGraphGone({ status: 404, code: null }, [], after(220));

  session.noteKeptAlive(null, after(230));

  const refuted = session.getUncommittedEvents().find(({ type }) => type === 'recording.CallDoubtRefuted');
  expect(refuted?.data).toMatchObject({ report: 'recording' });
});

it('a host that once did not confirm its stop is believed when it does', () => {
  const session = recording();
  session.noteKeepingStopped('permit-1', false, after(200));
  session.pause(by, until, after(300));
  session.noteKeepingStopped('permit-1', true, after(310));

  expect(session.flags).not.toContain('stopUnconfirmed');
  expect(session.statusToReport('notRecording')).toBe('notRecording');
});

it('a call that is hung up before it is up is not recorded when it comes up all the same', () => {
  const session = answered();
  session.hangUp(by, after(50));

  session.noteCallState('established', after(100));

  expect(session.wantedStatus).toBe('notRecording');
});
