import { expect, it } from 'vitest';
import { after, sent, invited, record, recording } from './recording-session.fixture.js';
import type { RecordingSession } from './recording-session.aggregate.js';
import { recordingReactions } from './recording.reactions.js';

const react = recordingReactions({ firstKeepAliveMs: 60_000 });

/** What follows from the last thing that happened. */
const follows = (session: RecordingSession) =>
  react(session.getUncommittedEvents().at(-1)!).map((command) => [
    command.kind.replace('recording.', ''),
    command.runAt ?? 'at once',
  ]);

it('holds the media of an answer that was sent and missed for half a minute, and of no other miss', () => {
  const left = sent();
  left.noteMissed('callGone', null, after(6_500));
  const neverLeft = invited();
  neverLeft.decide(record, after(10));
  neverLeft.noteMissed('deadlinePassed', null, after(4_500));

  expect(follows(left)).toEqual([['release-call', after(36_500)]]);
  expect(follows(neverLeft)).toEqual([['release-call', 'at once']]);
});

it('frees the media of a missed answer as soon as Teams itself says that the call has ended', () => {
  const session = sent();
  session.noteMissed('callGone', null, after(6_500));

  session.noteEnded({ by: 'teams', code: 408, subcode: 8544, message: null }, after(7_000));

  expect(follows(session)).toEqual([['release-call', 'at once']]);
});

it('hangs up a missed call that comes up when nothing of it can be recorded', () => {
  const session = sent();
  session.noteMissed('callGone', null, after(6_500));

  session.noteCallState('established', after(60_000));

  expect(follows(session).map(([kind]) => kind)).toContain('delete-call');
});

it('stops a permit whose stop a silent host never heard, before it records anew, and asks what was kept', () => {
  const unheard = recording();
  unheard.noteMediaLost(after(200), { state: 'unheard' });
  unheard.noteMediaHeard(after(300));
  const lost = recording();
  lost.noteMediaLost(after(200));
  lost.noteFirstMedia(after(300));

  const soon = after(10_300);
  expect(follows(unheard)).toEqual([
    ['keep-media', 'at once'],
    ['report-recording-status', 'at once'],
    ['reconcile-media', soon],
  ]);
  expect(follows(lost)).toEqual([
    ['report-recording-status', 'at once'],
    ['reconcile-media', soon],
  ]);
});

it('asks what was kept of a call that ended without its media, and again when the host has told everything', () => {
  const session = recording();
  session.noteMediaLost(after(200));
  session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(300));

  expect(follows(session)).toContainEqual(['reconcile-media', after(10_300)]);
  session.noteMediaStopped(after(400));
  expect(follows(session)).toEqual([['reconcile-media', 'at once']]);
});

it('asks nobody what was kept of a call that lost nothing', () => {
  const session = recording();
  session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(300));

  expect(follows(session).map(([kind]) => kind)).not.toContain('reconcile-media');
  session.noteMediaStopped(after(400));
  expect(follows(session)).toEqual([]);
});
