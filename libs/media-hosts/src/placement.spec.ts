import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placement, type CallPlace, type Candidate } from './placement.js';

const now = new Date('2026-01-05T12:00:00Z');
const anywhere: CallPlace = { region: null, mediaHostedRegion: null, exclude: [] };

function host(hostId: string, its: Partial<Candidate> = {}): Candidate {
  return {
    hostId,
    url: `https://${hostId}.example.com`,
    region: 'EUWE',
    failureDomain: null,
    maxCalls: 100,
    activeCalls: 0,
    reservedCalls: 0,
    load: 0,
    draining: false,
    drainOrdered: false,
    heartbeatAt: now,
    ...its,
  };
}

const TWIN_AT_A = { apartFrom: [host('a')], mediaHostedRegion: 'EUWE' };

const secondsAgo = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

it.each<[string, Candidate[], Partial<CallPlace>, string[]]>([
  ['none, when there is none', [], {}, []],
  ['hosts that still report', [host('silent', { heartbeatAt: secondsAgo(15.001) }), host('b')], {}, ['b']],
  ['a host at its fifteenth second', [host('a', { heartbeatAt: secondsAgo(15) })], {}, ['a']],
  ['a host whose clock replica runs ahead', [host('a', { heartbeatAt: secondsAgo(-3) })], {}, ['a']],
  ['no host that drains by itself', [host('a', { draining: true }), host('b')], {}, ['b']],
  ['no host that was told to drain', [host('a', { drainOrdered: true }), host('b')], {}, ['b']],
  ['no host without a free seat', [host('a', { reservedCalls: 100 }), host('b')], {}, ['b']],
  ['no host that takes no calls at all', [host('a', { maxCalls: 0 })], {}, []],
  ['no host that was asked before', [host('a'), host('b')], { exclude: ['a'] }, ['b']],
  ['the emptier host first', [host('a', { reservedCalls: 3 }), host('b', { reservedCalls: 2 })], {}, ['b', 'a']],
  [
    'seats in proportion',
    [host('a', { reservedCalls: 9 }), host('b', { reservedCalls: 1, maxCalls: 4 })],
    {},
    ['a', 'b'],
  ],
  ['a busy host later', [host('a', { load: 0.9 }), host('b', { reservedCalls: 50 })], {}, ['b', 'a']],
  ["not a twin's own host", [host('a'), host('b')], TWIN_AT_A, ['b']],
  ["no host at all, when the twin's is the only one", [host('a')], TWIN_AT_A, []],
  [
    "a host of another failure domain than the twin's, however full",
    [host('b', { failureDomain: 'euwe' }), host('c', { failureDomain: 'zone-2', reservedCalls: 99 })],
    TWIN_AT_A,
    ['c', 'b'],
  ],
  [
    "a host of another region than the twin's, when nobody tells failure domains",
    [host('b'), host('c', { region: 'USEA' })],
    TWIN_AT_A,
    ['c', 'b'],
  ],
  [
    'of other failure domains the nearest first',
    [host('b', { region: 'USEA' }), host('c', { failureDomain: 'zone-2' })],
    TWIN_AT_A,
    ['c', 'b'],
  ],
  [
    'a host full by its own count last, however near',
    [host('a', { activeCalls: 100 }), host('b', { region: 'USEA' })],
    { mediaHostedRegion: 'EUWE' },
    ['b', 'a'],
  ],
  [
    'the nearest host first, however full',
    [host('far', { region: 'USEA' }), host('near', { reservedCalls: 99 }), host('mid', { region: 'northeurope' })],
    { mediaHostedRegion: 'EUWE' },
    ['near', 'mid', 'far'],
  ],
  [
    'where the media is before where the caller is',
    [host('caller', { region: 'USEA' }), host('media', { region: 'JPEA' })],
    { region: 'amer', mediaHostedRegion: 'JPEA' },
    ['media', 'caller'],
  ],
  [
    'where the caller is, when the media region is a riddle',
    [host('a', { region: 'JPEA' }), host('b', { region: 'USEA' })],
    { region: 'amer', mediaHostedRegion: '????' },
    ['b', 'a'],
  ],
  [
    'a host in an unknown place before a far one',
    [host('a', { region: 'USEA' }), host('b', { region: 'lab' })],
    { region: 'emea' },
    ['b', 'a'],
  ],
])('asks %s', (_what, hosts, call, expected) => {
  expect(placement(hosts, { ...anywhere, ...call }, now).map(({ hostId }) => hostId)).toEqual(expected);
});

it('asks in the same order whatever order the hosts came in', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e'].map((id, at) =>
    host(id, { load: (at % 2) / 2, region: at % 3 ? 'EUWE' : 'JPWE' }),
  );
  const call = { ...anywhere, mediaHostedRegion: 'EUWE' };
  const expected = placement(hosts, call, now);

  fc.assert(
    fc.property(fc.shuffledSubarray(hosts, { minLength: hosts.length }), (shuffled) => {
      expect(placement(shuffled, call, now)).toEqual(expected);
    }),
  );
});
