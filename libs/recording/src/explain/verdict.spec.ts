import { expect, it } from 'vitest';
import { after, answered, invited, record, recording, sent } from '../recording-session.fixture.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import type { Missed } from '../recording.events.js';
import { factsOf } from './call-facts.fixture.js';
import { verdictOf } from './verdict.js';

/** A session to which something has happened. */
function given(session: RecordingSession, happened: (session: RecordingSession) => void): RecordingSession {
  happened(session);
  return session;
}

const missed = (cause: Missed['cause']) => given(sent(), (session) => session.noteMissed(cause, null, after(4_500)));
const end = { by: 'teams', code: 200, subcode: 5002, message: null } as const;

it.each([
  ['inProgress', 'nobody has decided it', invited()],
  ['inProgress', 'its answer has left', sent()],
  ['inProgress', 'it is not up yet', answered()],
  ['inProgress', 'no host has said that it keeps media', recording()],
  ['recorded', 'a host keeps media', given(recording(), (s) => s.noteKeepingStarted('permit-1', null, after(160)))],
  [
    'answeredNotRecorded',
    'Graph will not show it as recorded',
    given(answered(), (s) => {
      s.noteCallState('established', after(100));
      s.noteRecordingRefused(null, after(110));
    }),
  ],
  ['answeredNotRecorded', 'it ended before media was kept', given(recording(), (s) => s.noteEnded(end, after(170)))],
  ['missed', 'time was up', missed('deadlinePassed')],
  ['missed', 'Graph no longer knew it', missed('callGone')],
  ['answerRefused', 'Graph refused the answer', missed('graphRefused')],
  [
    'missed',
    'no host was to be had, and Teams was told',
    given(invited(), (s) => {
      s.decide(record, after(10));
      s.noteMediaUnavailable(after(20));
      s.noteRejected('busy', after(30));
    }),
  ],
  ['declined', 'a rule wanted that', given(invited(), (s) => s.noteRejected('busy', after(30)))],
  ['redirected', 'a rule wanted that', given(invited(), (s) => s.noteRedirected(null, after(30)))],
  ['withdrawn', 'it ended first', given(invited(), (s) => s.noteEnded(end, after(30)))],
] as const)('a call is %s when %s', (verdict, _when, session) => {
  expect(verdictOf(factsOf(session))).toBe(verdict);
});
