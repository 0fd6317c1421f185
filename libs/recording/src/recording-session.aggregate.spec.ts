import { expect, it } from 'vitest';
import { after, answered, invited, noon, record, recording, sent, typesOf } from './recording-session.fixture.js';
import type { RecordingSession } from './recording-session.aggregate.js';

it('allows four and a half seconds for a policy invite, and fourteen and a half for any other call', () => {
  expect(invited().respondBy).toEqual(after(4_500));
  expect(invited({ isPolicyRecording: false, observedParticipantId: null }).respondBy).toEqual(after(14_500));
});

it('decides a call once, and only while nobody has answered it', () => {
  const session = invited();

  session.decide(record, after(10));
  session.decide({ ...record, ruleId: 'other' }, after(20));

  expect(session.decision?.ruleId).toBe('default');
  expect(typesOf(session)).toEqual(['InvitationReceived', 'CallDecided']);
});

it('establishes a call once, however often and late Teams says so', () => {
  const session = answered();

  session.noteCallState('established', after(100));
  session.noteCallState('establishing', after(110));
  session.noteCallState('established', after(120));

  expect(session.callState).toBe('established');
  expect(typesOf(session).filter((type) => type === 'CallEstablished')).toHaveLength(1);
});

it('takes a word of Teams that overtakes the reply to the answer as proof of the answer', () => {
  const session = invited();
  session.decide(record, after(10));
  session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: 'm1', separated: true }, after(20));

  session.noteCallState('establishing', after(25));
  session.noteMissed('graphUnavailable', null, after(30));

  expect(session).toMatchObject({ response: 'answered', respondedAt: after(25), missed: null, endedAt: null });
});

it('opens the permit on success for recording, and on nothing else', () => {
  const session = answered();

  session.noteCallState('established', after(100));
  expect(session).toMatchObject({ permitState: 'closed', wantedStatus: 'recording' });

  session.noteStatusConfirmed('recording', 'permit-1', after(150));
  expect(session).toMatchObject({ permitState: 'open', permitId: 'permit-1', recordingStartedAt: after(150) });
});

it('does not open the permit for a success that comes after the end, the stop, or the loss of media', () => {
  const ended = answered();
  ended.noteCallState('established', after(100));
  ended.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(120));
  ended.noteStatusConfirmed('recording', 'late', after(150));

  const lost = answered();
  lost.noteCallState('established', after(100));
  lost.noteMediaLost(after(120));
  lost.noteStatusConfirmed('recording', 'late', after(150));

  expect([ended.permitState, lost.permitState]).toEqual(['closed', 'closed']);
});

it('closes the permit on the first sign of an end', () => {
  for (const state of ['terminating', 'redirecting'] as const) {
    const session = recording();
    session.noteCallState(state, after(200));
    expect(session.permitState).toBe('closed');
  }
  const ended = recording();
  ended.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(200));
  expect(ended).toMatchObject({
    permitState: 'closed',
    recordingStatus: 'notRecording',
    recordingStoppedAt: after(200),
  });
});

it('keeps recording through hold and resume', () => {
  const session = recording();

  session.noteCallState('hold', after(200));
  session.noteCallState('established', after(300));

  expect(session).toMatchObject({ callState: 'established', permitState: 'open' });
});

it('tells Teams that recording failed when media is lost, and records anew when it returns', () => {
  const session = recording();

  session.noteMediaLost(after(200));
  expect(session).toMatchObject({ permitState: 'closed', wantedStatus: 'failed' });
  session.noteStatusConfirmed('failed', 'unused', after(210));
  session.noteFirstMedia(after(300));
  expect(session.statusToReport('recording')).toBe('recording');
  session.noteStatusConfirmed('recording', 'permit-2', after(310));

  expect(session).toMatchObject({ permitState: 'open', permitId: 'permit-2', recordingStatus: 'recording' });
});

it('takes news of media by the time it happened, not by when it came', () => {
  const session = recording();

  const now = after(1_000);
  expect(session.takeMediaNews(after(200), now)).toBe(true);
  expect(session.takeMediaNews(after(180), now)).toBe(false);
  expect(session.takeMediaNews(after(200), now)).toBe(false);
});

it('still listens to a media host whose clock was ahead and is put right', () => {
  const session = recording();

  expect(session.takeMediaNews(after(50_200), after(200))).toBe(true);
  expect(session.takeMediaNews(after(50_300), after(300)), 'still ahead').toBe(true);
  expect(session.takeMediaNews(after(5_000), after(5_010)), 'put right').toBe(true);
});

it('records anew when a media host that had fallen silent is heard again', () => {
  const session = recording();

  session.noteMediaLost(after(200), { state: 'unheard' });
  expect(session).toMatchObject({ permitState: 'closed', wantedStatus: 'failed' });
  session.noteMediaHeard(after(300));
  expect(session).toMatchObject({ mediaState: 'flowing', wantedStatus: 'recording', permitState: 'closed' });

  session.noteMediaLost(after(400));
  session.noteMediaHeard(after(500));
  expect(session.mediaState).toBe('lost');
});

it('asks Graph about an undecided answer only when an unanswered invitation is certain to be gone', () => {
  const session = invited();
  session.decide(record, after(10));
  session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: 'm1', separated: true }, after(20));

  session.noteAnswerUndecided('502', after(600));

  expect(session.getUncommittedEvents().at(-1)).toMatchObject({ data: { askAt: after(6_500).toISOString() } });
});

it.each([
  ['rejected', (session: RecordingSession) => session.noteRejected('busy', after(300))],
  ['redirected', (session: RecordingSession) => session.noteRedirected(20, after(300))],
])("is %s although the end that follows came before Graph's reply", (response, note) => {
  const session = invited();
  session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(200));

  note(session);
  note(session);

  expect(session).toMatchObject({ response, respondedAt: after(300), missed: null });
});

it('takes no answer for a call that has ended', () => {
  const session = invited();
  session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(200));

  session.noteAnswered({ requestId: null, durationMs: 1, attempts: 1 }, after(300));

  expect(session).toMatchObject({ response: null });
});

it('closes the permit when Graph refuses a status', () => {
  const session = recording();

  session.noteRecordingRefused('8506', after(200));

  expect(session).toMatchObject({ permitState: 'closed', wantedStatus: null, flags: ['notUnderPolicy'] });
});

it('does not say notRecording when the media host never confirmed that it stopped', () => {
  const session = recording();
  session.noteSeats(['p1'], 0, after(200));
  session.hangUpWhenAlone(after(200), after(60_200));
  session.noteKeepingStopped('permit-1', false, after(70_200));

  expect(session.statusToReport('notRecording')).toBe('failed');
});

it('hangs up when nobody under policy has come back since the last one left', () => {
  const gone = recording();
  gone.noteSeats(['p1'], 0, after(200));
  gone.hangUpWhenAlone(after(200), after(60_200));
  expect(typesOf(gone)).toContain('HangUpOrdered');

  const back = recording();
  back.noteSeats(['p1'], 0, after(200));
  const p2 = { participantId: 'p2', userId: null, joiningCallId: 'j2' };
  back.noteAdmissions([{ ...p2, decision: 'accept', seat: 1, isRepeat: false }], 1, after(300));
  back.hangUpWhenAlone(after(200), after(60_200));
  expect(typesOf(back)).not.toContain('HangUpOrdered');

  back.noteSeats(['p2'], 0, after(400));
  back.hangUpWhenAlone(after(200), after(60_200));
  expect(typesOf(back)).not.toContain('HangUpOrdered');
});

it('absorbs everything after the end', () => {
  const session = recording();
  session.noteEnded({ by: 'teams', code: 200, subcode: 5002, message: null }, after(200));
  const before = typesOf(session);

  session.noteCallState('established', after(300));
  session.noteStatusConfirmed('recording', 'late', after(300));
  session.noteEnded({ by: 'vanished', code: 404, subcode: null, message: null }, after(300));
  session.noteMediaLost(after(300));
  session.noteFirstMedia(after(310));
  session.noteContentSharing(true, after(300));
  session.noteKeptAlive(null, after(300));
  session.noteSeats(['p1'], 0, after(300));
  session.hangUpWhenAlone(after(300), after(90_000));

  expect(typesOf(session)).toEqual(before);
  expect(session.endReason).toMatchObject({ by: 'teams', subcode: 5002 });
});

it('says of a call that ended unanswered whether we missed it or Teams withdrew it', () => {
  const withdrawn = invited();
  withdrawn.noteEnded({ by: 'teams', code: 487, subcode: 10004, message: null }, after(900));
  const missed = invited();
  missed.noteEnded({ by: 'teams', code: 408, subcode: 8544, message: null }, after(4_400));

  expect(withdrawn).toMatchObject({ response: null, missed: null });
  expect(missed).toMatchObject({ response: 'missed', missed: { stage: 'received', cause: 'deadlinePassed' } });
});

it('records how far the five seconds got when an answer is missed', () => {
  const session = invited();
  session.decide(record, after(10));
  session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: 'm1', separated: true }, after(20));

  session.noteMissed('graphRefused', '7504', after(600));
  session.noteMissed('deadlinePassed', null, after(4_600));

  expect(session.missed).toEqual({ stage: 'sent', cause: 'graphRefused', code: '7504' });
  expect(session.endReason?.by).toBe('missed');
});

it('applies rosters by their version, beyond what a number can hold, and the last received where there is none', () => {
  const session = recording();

  expect(session.takeRosterVersion('9007199254740993')).toBe(true);
  expect(session.takeRosterVersion('9007199254740992')).toBe(false);
  expect(session.takeRosterVersion('9007199254740993')).toBe(true);
  expect(session.takeRosterVersion(null)).toBe(true);
});

it('takes participants while its media flows or is awaited, and until its end has begun', () => {
  const lost = recording();
  expect(lost.takesParticipants).toBe(true);
  lost.noteMediaLost(after(200), { state: 'unheard' });
  expect(lost.takesParticipants).toBe(false);
  lost.noteMediaHeard(after(300));
  expect(lost.takesParticipants).toBe(true);
  lost.noteMediaLost(after(400));
  expect(lost.takesParticipants).toBe(false);

  const ending = recording();
  ending.noteCallState('terminating', after(200));
  expect(ending.takesParticipants).toBe(false);
});

it('takes nobody in who would not be recorded: rejected, not answered yet, or refused by Graph', () => {
  const rejected = invited();
  rejected.noteRejected('busy', after(50));
  const refused = recording();
  refused.noteRecordingRefused('8506', after(200));

  for (const session of [invited(), rejected, refused]) expect(session.takesParticipants).toBe(false);
  // Teams may ask for the next one before the reply to our answer is here.
  expect(sent().takesParticipants).toBe(true);
});

it('takes the source for whom it observes when a policy invitation is known by its reason only', () => {
  const nothing = { identity: null, endpointType: null, region: null, languageId: null, countryCode: null };
  const source = { participantId: 'p9', ...nothing };
  const ofReason = invited({ observedParticipantId: null, source });
  const direct = invited({ observedParticipantId: null, source, isPolicyRecording: false });

  expect(ofReason).toMatchObject({ observedParticipantId: 'p9', participantCount: 1 });
  expect(direct).toMatchObject({ observedParticipantId: null, participantCount: 0 });
});

it('opens a session in the state of its invitation', () => {
  expect(invited({ sourceVisibility: 'encrypted', inviteSignsDisagree: true })).toMatchObject({
    receivedAt: noon,
    callState: 'incoming',
    participantCount: 1,
    flags: ['sourceEncrypted', 'inviteSignsDisagree'],
  });
});
