import { expect, it } from 'vitest';
import type { Decision } from '@app/policies';
import { exchange } from '../graph-exchange.fixture.js';
import { noteExchanges } from '../graph-talk.js';
import { after, answered, invited, noon, record, recording, sent } from '../recording-session.fixture.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import type { EndReason } from '../recording.events.js';
import { factsOf } from './call-facts.fixture.js';
import { storyOf } from './call-story.js';
import { codesOf } from './codes-of.js';
import { clockOf } from './plain-time.js';

const INVITED =
  'Teams invited the recorder to call c1 at 2026-01-05 12:00:00.000 UTC, naming no policy, for participant p1.';
const TO_RECORD = 'The rule default, version 1 decided to record: it is for every policy that no other rule names.';
const LEFT = 'The response left after 25 ms: decided 10 ms, sent 15 ms.';
const HUNG_ON =
  'Whether the user could go on hung on their policy in Teams, which says what holds when no recorder joins.';

const end = (code: number, subcode: number): EndReason => ({ by: 'teams', code, subcode, message: null });
const told = (session: RecordingSession) => storyOf(factsOf(session));

it('tells a recorded call from its invitation to its end', () => {
  const session = recording();
  session.noteKeepingStarted('permit-1', null, after(160));
  session.noteEnded(end(200, 5002), after(60_000));
  noteExchanges(session, [exchange()]);

  expect(told(session)).toEqual([
    INVITED,
    TO_RECORD,
    LEFT,
    'Teams accepted the answer at 12:00:00.030 UTC, 30 ms after the invitation (request r1).',
    'Graph replied 202 after 40 ms.',
    'The call was up at 12:00:00.100 UTC.',
    'Recording was reported, and confirmed by Graph, at 12:00:00.150 UTC.',
    'Media host h1 kept media from 12:00:00.160 UTC on.',
    'Recording stopped at 12:01:00.000 UTC.',
    'The call ended at 12:01:00.000 UTC: everyone else left (200/5002).',
  ]);
});

it('tells of a call that was declined which rule wanted that, by its name', () => {
  const decline: Decision = {
    action: 'decline',
    ruleId: 'strangers',
    ruleVersion: 3,
    reason: 'directCall',
    flags: [],
    rejectReason: 'forbidden',
  };
  const session = invited({ isPolicyRecording: false, observedParticipantId: null });
  session.decide(decline, after(10));
  session.noteRejected('forbidden', after(50));

  expect(storyOf(factsOf(session, { ruleName: 'No strangers' }))).toEqual([
    'Somebody called the recorder itself at 2026-01-05 12:00:00.000 UTC (call c1), which no recording policy asks for.',
    "Policy 'No strangers' (strangers, version 3) decided to decline as forbidden: it is for direct calls.",
    'It was decided after 10 ms.',
    'Teams was told that it is declined as forbidden at 12:00:00.050 UTC, 50 ms after the invitation.',
  ]);
});

it('tells of a redirected call for how long it may ring', () => {
  const session = invited({ isPolicyRecording: false, observedParticipantId: null });
  const to = { targets: [{ phoneNumber: '+14255550123' }], timeoutSeconds: 40 };
  session.decide(
    { action: 'redirect', ruleId: 'desk', ruleVersion: 1, reason: 'directCall', flags: [], ...to },
    after(10),
  );
  session.noteRedirected(40, after(50));
  session.noteEnded({ ...end(200, 0), message: 'AppRedirected' }, after(300));

  expect(told(session).slice(-2)).toEqual([
    'Teams was told to redirect it at 12:00:00.050 UTC, 50 ms after the invitation, and to let it ring for 40 s.',
    'The call ended at 12:00:00.300 UTC: it ended normally (200/0).',
  ]);
  expect(told(session).join()).not.toContain('+1425');
});

it('tells of a missed call how far the answer had got, what Graph said, and on what the user hung', () => {
  const session = sent();
  noteExchanges(session, [exchange({ status: 404, code: '8522' })]);
  session.noteMissed('callGone', '8522', after(4_600));

  expect(told(session)).toEqual([
    INVITED,
    TO_RECORD,
    LEFT,
    expect.stringMatching(/^Graph no longer had the call when it was to be told: Graph knows .* \(8522\)\.$/),
    'It is on record as missed since 12:00:04.600 UTC.',
    'Graph replied 404 after 40 ms.',
    HUNG_ON,
  ]);
});

it('tells of a call that nobody decided in time that nobody did', () => {
  const session = invited();
  session.noteEnded(end(408, 8544), after(5_200));

  expect(told(session)).toEqual([
    INVITED,
    'The time for an answer was up: nobody had decided it.',
    'It is on record as missed since 12:00:05.200 UTC.',
    HUNG_ON,
    'The call ended at 12:00:05.200 UTC: the invitation was not answered in time (408/8544).',
  ]);
});

it('tells that there was no media host, and that Teams was told so', () => {
  const session = invited();
  session.decide(record, after(10));
  session.noteMediaUnavailable(after(2_500));
  session.noteRejected('busy', after(2_600));

  expect(told(session).slice(3)).toEqual([
    'No media host could take the call in time.',
    'Teams was told that it is declined as busy at 12:00:02.600 UTC, 2600 ms after the invitation.',
    HUNG_ON,
  ]);
});

it('tells of an invitation that was taken back', () => {
  const session = invited();
  session.noteEnded(end(487, 10004), after(900));

  expect(told(session)).toEqual([
    INVITED,
    'It ended before Teams was told anything.',
    'The call ended at 12:00:00.900 UTC: it was cancelled (487/10004).',
  ]);
});

it('tells what Graph refused to show, and what is not known yet', () => {
  const session = answered();
  session.noteCallState('established', after(100));
  session.noteRecordingRefused('8506', after(200));

  expect(told(session).slice(4)).toEqual([
    'The call was up at 12:00:00.100 UTC.',
    'Graph has not confirmed that it is recorded.',
    expect.stringMatching(/^Graph refused to show it as recorded at 12:00:00\.200 UTC: .* \(8506\)\.$/),
    'The call is still up.',
  ]);
  expect(codesOf(factsOf(session))).toMatchObject([{ code: '8506', severity: 'error', known: true }]);
});

it('tells of an answer whose fate was unknown, of a miss that was taken back, and who proved it', () => {
  const session = sent();
  session.noteAnswerUndecided('timeout', after(3_000));
  session.noteMissed('graphUnavailable', 'timeout', after(6_500));
  session.noteCallState('established', after(7_000));

  expect(told(session).slice(3)).toEqual([
    'At 12:00:03.000 UTC nobody knew whether the answer was carried out: no reply of Graph came back (timeout).',
    'It was on record as missed until Teams set the call up at 12:00:07.000 UTC.',
    'Teams showed that it took the answer by setting the call up at 12:00:07.000 UTC, 7000 ms after the invitation.',
    'The call was up at 12:00:07.000 UTC.',
    'Graph has not confirmed that it is recorded.',
    'The call is still up.',
  ]);
});

it('tells of a call that vanished who says so, and of one that Teams ended without a code that it gave none', () => {
  const vanished = answered();
  vanished.noteGraphGone({ status: 404, code: '8522' }, [{ witness: 'conversationEnded', at: '' }], after(90_000));
  const ended = answered();
  ended.noteEnded({ by: 'teams', code: null, subcode: null, message: null }, after(90_000));

  expect(told(vanished).at(-1)).toBe(
    'The call was found gone at 12:01:30.000 UTC, without a word of Teams: ' +
      'Graph knows it no more, its conversation has ended.',
  );
  expect(codesOf(factsOf(vanished)).map(({ code }) => code)).toEqual(['8522']);
  expect(told(ended).at(-1)).toBe('The call ended at 12:01:30.000 UTC, and Teams gives no reason.');
});

it.each([
  ['seated', 'The user asked about joined it at 12:00:30.000 UTC, to be recorded as well.'],
  ['otherSide', 'The user asked about is the other side of that call, not whom the policy is about.'],
  ['onBehalfOf', 'The call was made on behalf of the user asked about.'],
  ['observed', TO_RECORD],
  [null, TO_RECORD],
] as const)('tells what the user asked about had to do with it: %s', (part, sentence) => {
  expect(storyOf(factsOf(recording(), { part, partSince: after(30_000) }))[1]).toBe(sentence);
});

it('writes the day where it is another one', () => {
  const clock = clockOf(noon);

  expect([clock(after(1)), clock(after(12 * 3_600_000)), clock(null)]).toEqual([
    '12:00:00.001 UTC',
    '2026-01-06 00:00:00.000 UTC',
    'a time that is not on record',
  ]);
});

it('tells who paused, resumed and stopped a recording, and why', () => {
  const session = recording();
  session.pause({ subject: 'anna', reason: 'card number' }, after(900_000), after(1_000));
  session.resume({ subject: 'otto', reason: 'done' }, after(2_000));
  session.noteStatusConfirmed('recording', 'permit-2', after(2_100));
  session.pause({ subject: 'anna', reason: 'card number' }, after(4_000), after(3_000));
  session.resumeAtLimit(after(4_000), after(4_000));
  session.noteStatusConfirmed('recording', 'permit-3', after(4_100));
  session.stop({ subject: 'otto', reason: 'private' }, after(5_000));

  expect(told(session).filter((sentence) => / (paused|resumed|stopped it|ended by itself)/.test(sentence))).toEqual([
    'anna paused it at 12:00:01.000 UTC, until 12:15:00.000 UTC at most: card number.',
    'otto resumed it at 12:00:02.000 UTC: done.',
    'anna paused it at 12:00:03.000 UTC, until 12:00:04.000 UTC at most: card number.',
    'The pause ended by itself at 12:00:04.000 UTC.',
    'otto stopped it for good at 12:00:05.000 UTC: private.',
  ]);
});

it('tells what Graph replied to each request that carried the response, and how long it took, and of no other', () => {
  const session = sent();
  noteExchanges(session, [
    exchange({ status: 429, tookMs: 12 }),
    exchange({ status: null, noReply: 'timeout', tookMs: 2_000, attempt: 2 }),
    exchange({ tookMs: 1_350, attempt: 3 }),
    exchange({ verb: 'updateRecordingStatus', status: 200 }),
  ]);
  session.noteAnswered({ requestId: null, durationMs: 3_400, attempts: 3 }, after(3_500));

  expect(told(session)).toContain(
    'Graph replied 429 after 12 ms, then nothing within 2000 ms (timeout), then 202 after 1350 ms.',
  );
});
