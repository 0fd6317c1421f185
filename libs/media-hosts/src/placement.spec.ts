import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placement, type CallPlace, type Candidate, type Place, type Sibling } from './placement.js';

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

const idsOf = (places: Place[]): string[] => places.map(({ host }) => host.hostId);
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
  expect(idsOf(placement(hosts, [], { ...anywhere, ...call }, now))).toEqual(expected);
});

const TWIN: Sibling = { hostId: 'a', region: 'EUWE', failureDomain: 'euwe' };

it.each<[string, Candidate[], Sibling[], [hostId: string, separatedBy: Place['separatedBy']][]]>([
  [
    'another failure domain, however full',
    [host('b', { failureDomain: 'EUWE' }), host('c', { failureDomain: 'zone-2', reservedCalls: 99 })],
    [TWIN],
    [
      ['c', 'failureDomain'],
      ['b', 'host'],
    ],
  ],
  [
    'another region, when nobody tells failure domains',
    [host('b'), host('c', { region: 'USEA' })],
    [TWIN],
    [
      ['c', 'failureDomain'],
      ['b', 'host'],
    ],
  ],
  [
    'another region, when all are of one failure domain',
    [host('b', { failureDomain: 'zone-1' }), host('c', { failureDomain: 'zone-1', region: 'USEA' })],
    [{ ...TWIN, failureDomain: 'zone-1' }],
    [
      ['c', 'host'],
      ['b', 'host'],
    ],
  ],
  [
    'the nearest of several other failure domains',
    [host('b', { region: 'USEA' }), host('c', { failureDomain: 'zone-2' })],
    [TWIN],
    [
      ['c', 'failureDomain'],
      ['b', 'failureDomain'],
    ],
  ],
  [
    'the failure domain that none of several siblings is in',
    [host('b', { failureDomain: 'zone-1' }), host('c', { failureDomain: 'zone-2' }), host('d')],
    [TWIN, { ...TWIN, hostId: 'x', failureDomain: 'zone-2' }],
    [
      ['b', 'failureDomain'],
      ['c', 'host'],
      ['d', 'host'],
    ],
  ],
  [
    'even a host that counts itself full, before the one where its twin is',
    [host('a'), host('b', { activeCalls: 100 })],
    [TWIN],
    [
      ['b', 'host'],
      ['a', null],
    ],
  ],
  ["the twin's own host when it is the only one", [host('a')], [TWIN], [['a', null]]],
])('a twin is given %s', (_what, hosts, siblings, expected) => {
  const places = placement(hosts, siblings, { ...anywhere, mediaHostedRegion: 'EUWE' }, now);

  expect(places.map(({ host, separatedBy }) => [host.hostId, separatedBy])).toEqual(expected);
});

it('asks in the same order whatever order the hosts came in', () => {
  const hosts = ['a', 'b', 'c', 'd', 'e'].map((id, at) =>
    host(id, { load: (at % 2) / 2, region: at % 3 ? 'EUWE' : 'JPWE' }),
  );
  const call = { ...anywhere, mediaHostedRegion: 'EUWE' };
  const expected = placement(hosts, [], call, now);

  fc.assert(
    fc.property(fc.shuffledSubarray(hosts, { minLength: hosts.length }), (shuffled) => {
      expect(placement(shuffled, [], call, now)).toEqual(expected);
    }),
  );
});
