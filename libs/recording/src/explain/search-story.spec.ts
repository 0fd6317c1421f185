import { expect, it } from 'vitest';
import type { Uptime } from '../uptime/uptime-in.js';
import { foundStory, unknownCallStory, uninvitedStory, type UninvitedUser } from './search-story.js';

const minute = (number: number) => Date.UTC(2026, 0, 15, 9, number);
const searched = { from: minute(0), to: minute(7) };
const always: Uptime = { up: [searched], gaps: [], notedSince: new Date(0) };

const NOBODY =
  'No invitation for user u1 reached us between 2026-01-15 09:00:00.000 UTC and 2026-01-15 09:07:00.000 UTC.';
const REFUSED = 'What is refused at the door, for its token or as too much, is in the log and in the metrics only.';
const NEVER = 'None before that is on record either: look whether a recording policy is assigned to the user in Teams.';

const story = (parts: Partial<UninvitedUser>) =>
  uninvitedStory({ user: 'u1', scope: 'everybody', searched, uptime: always, before: null, ...parts });

it('says of a user for whom no invitation came that the service was up', () => {
  expect(story({})).toEqual([
    NOBODY,
    'In that time the service was up: at least one recorder could take invitations.',
    REFUSED,
    NEVER,
  ]);
});

it('names the time in which no recorder was up, and the last invitation before', () => {
  const gap = { from: minute(2), to: minute(3) };
  const up = [
    { from: minute(0), to: minute(2) },
    { from: minute(3), to: minute(7) },
  ];
  const before = { callId: 'c0', receivedAt: new Date(minute(-60)) };

  expect(story({ uptime: { ...always, up, gaps: [gap] }, before })).toEqual([
    NOBODY,
    'No recorder is known to have been up from 2026-01-15 09:02:00.000 UTC to 2026-01-15 09:03:00.000 UTC; ' +
      'in the rest of that time the service was up.',
    REFUSED,
    'The last one before that came at 2026-01-15 08:00:00.000 UTC (call c0).',
  ]);
  expect(story({ uptime: { ...always, up: [], gaps: [searched] } })).toEqual([
    NOBODY,
    'In that time no recorder is known to have been up.',
    NEVER,
  ]);
});

it('does not speak for a time of which nothing is known', () => {
  const since = { up: [{ from: minute(5), to: minute(7) }], gaps: [], notedSince: new Date(minute(5)) };

  expect(story({ uptime: since })[1]).toBe(
    'When recorders are up is on record since 2026-01-15 09:05:00.000 UTC, and not before.',
  );
  for (const notedSince of [null, new Date(minute(8))])
    expect(story({ uptime: { up: [], gaps: [], notedSince } })).toEqual([
      NOBODY,
      'Whether a recorder was up then is not on record.',
      NEVER,
    ]);
});

it('speaks to a caller of one tenant of that tenant only', () => {
  expect(story({ scope: 'oneTenant' })[0]).toContain('No invitation of your tenant for user u1 reached us between');
  expect(unknownCallStory('c1', 'oneTenant', null).slice(0, 2)).toEqual([
    'No invitation of your tenant to call c1 is on record.',
    'Nor is any other notification of your tenant about it.',
  ]);
});

it('tells what else Teams said of a call to which it did not invite us', () => {
  const said = { firstAt: new Date(minute(1)), lastAt: new Date(minute(2)), kinds: ['callUpdated', 'roster'] };
  const mentioned = (count: number) => unknownCallStory('c1', 'everybody', { count, ...said })[1];

  expect(mentioned(1)).toBe(
    'Teams spoke of it all the same (callUpdated, roster), once, at 2026-01-15 09:01:00.000 UTC: ' +
      'nothing followed from that.',
  );
  expect(mentioned(3)).toContain('3 times from 2026-01-15 09:01:00.000 UTC to 2026-01-15 09:02:00.000 UTC');
});

it('says where calls were looked for, and which comes first when there are several', () => {
  expect([1, 2].map((count) => foundStory('u1', searched, new Date(minute(5)), count))).toEqual([
    ['User u1 had a part in 1 call between 2026-01-15 09:00:00.000 UTC and 2026-01-15 09:07:00.000 UTC.'],
    [
      'User u1 had a part in 2 calls between 2026-01-15 09:00:00.000 UTC and 2026-01-15 09:07:00.000 UTC, ' +
        'the nearest to 2026-01-15 09:05:00.000 UTC first.',
    ],
  ]);
});
