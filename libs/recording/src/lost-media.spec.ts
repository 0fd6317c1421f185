import { expect, it } from 'vitest';
import { after, recording } from './recording-session.fixture.js';
import type { RecordingSession } from './recording-session.aggregate.js';

const factsOf = (session: RecordingSession, type: string) =>
  session.getUncommittedEvents().flatMap((event) => (event.type === `recording.${type}` ? [event.data] : []));

it('tells since when media was lost, and the lost time when it is back or the call has ended', () => {
  const since = after(150);
  const returned = recording();
  returned.noteMediaLost(after(200), { keptUntil: since });
  returned.noteFirstMedia(after(300));
  const never = recording();
  never.noteMediaLost(after(200), { keptUntil: since, state: 'unheard' });
  never.noteMediaLost(after(250), { keptUntil: after(240) });
  never.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, after(400));

  expect(factsOf(returned, 'MediaLost')).toMatchObject([{ since: since.toISOString() }]);
  expect(factsOf(returned, 'MediaReturned')).toMatchObject([
    { from: since.toISOString(), to: after(300).toISOString() },
  ]);
  expect(returned.flags).toContain('mediaLost');
  expect(factsOf(never, 'MediaLost')).toMatchObject([{ since: since.toISOString() }, { since: since.toISOString() }]);
  expect(factsOf(never, 'CallEnded')).toMatchObject([{ mediaLostSince: since.toISOString() }]);
});

it.each([
  ['nothing was kept yet', null],
  ['the host says it kept later than that, by a clock that is ahead', after(250)],
])('counts a loss from when it is heard of when %s', (_what, keptUntil) => {
  const session = recording();

  session.noteMediaLost(after(200), { keptUntil });

  expect(factsOf(session, 'MediaLost')).toMatchObject([{ since: after(200).toISOString() }]);
});

it('misses no media of a time in which none was to be kept', () => {
  const session = recording();
  session.noteCallState('terminating', after(180));

  session.noteMediaLost(after(200), { keptUntil: after(150) });

  expect(factsOf(session, 'MediaLost')).toMatchObject([{ since: after(200).toISOString() }]);
});

it('keeps again when media is back before Teams was told that it was lost', () => {
  const session = recording();
  session.noteMediaLost(after(200));
  session.noteFirstMedia(after(210));

  expect([session.statusToReport('failed'), session.statusToReport('recording')]).toEqual([null, 'recording']);
  session.noteStatusConfirmed('recording', 'the-next', after(220));

  expect(session).toMatchObject({ permitState: 'open', permitId: 'the-next' });
  expect(session.statusToReport('recording')).toBeNull();
});
