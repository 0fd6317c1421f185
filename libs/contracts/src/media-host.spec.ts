import { expect, it } from 'vitest';
import {
  keepOrder,
  keptSegment,
  mediaHostHeartbeat,
  mediaHostId,
  mediaReport,
  preparedMediaSession,
  prepareMediaSession,
} from './media-host.js';

const at = '2026-01-05T12:00:00.000Z';
const heartbeat = {
  url: 'https://media0.example.com',
  region: 'EUWE',
  maxCalls: 100,
  activeCalls: 7,
  load: 0.25,
  version: '1.0',
  draining: false,
};
const segment = {
  from: at,
  to: '2026-01-05T13:00:05+01:00',
  bytes: 160_044,
  sha256: 'ab'.repeat(32),
  uri: 'file:///data/s/0001.wav',
};

it('ignores members that a newer side added', () => {
  const order = { keep: true, permitId: 'p1', at };

  expect(keepOrder.parse({ ...order, reason: 'new' })).toEqual(order);
  expect(mediaReport.parse({ kind: 'firstMedia', at, codec: 'new' })).toEqual({ kind: 'firstMedia', at });
  expect(
    preparedMediaSession.parse({
      mediaSessionId: 's1',
      mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '{}', more: 1 },
    }).mediaConfig.blob,
  ).toBe('{}');
});

it.each([
  ['no call', prepareMediaSession, { tenantId: 't', modalities: ['audio'], purpose: 'direct' }],
  ['no modality', prepareMediaSession, { callId: 'c', tenantId: 't', modalities: [], purpose: 'direct' }],
  ['keep as text', keepOrder, { keep: 'true', permitId: 'p', at }],
  ['a time without an offset', keepOrder, { keep: true, permitId: 'p', at: '2026-01-05T12:00:00' }],
  ['no permit', keepOrder, { keep: false, at }],
  ['a segment report without its segment', mediaReport, { kind: 'segmentKept', at }],
  ['a kind nobody knows', mediaReport, { kind: 'exploded', at }],
  ['a sum in upper case', keptSegment, { ...segment, sha256: 'AB'.repeat(32) }],
  ['load in per cent', mediaHostHeartbeat, { ...heartbeat, load: 25 }],
  ['half a call', mediaHostHeartbeat, { ...heartbeat, maxCalls: 1.5 }],
  ['plain http across the network', mediaHostHeartbeat, { ...heartbeat, url: 'http://media0.example.com' }],
  ['a url that only looks like loopback', mediaHostHeartbeat, { ...heartbeat, url: 'http://127.0.0.1.example.com' }],
  ['a file url', mediaHostHeartbeat, { ...heartbeat, url: 'file:///etc/passwd' }],
  ['a host id with a slash', mediaHostId, 'a/b'],
  ['a failure domain without a name', mediaHostHeartbeat, { ...heartbeat, failureDomain: '' }],
  ['NUL in a failure domain', mediaHostHeartbeat, { ...heartbeat, failureDomain: 'zone\0' }],
  ['NUL in a region', mediaHostHeartbeat, { ...heartbeat, region: 'EU\0WE' }],
  ['half a character in a version', mediaHostHeartbeat, { ...heartbeat, version: '1\ud800' }],
  ['more calls than a column holds', mediaHostHeartbeat, { ...heartbeat, activeCalls: 2 ** 31 }],
  ['a url with a password', mediaHostHeartbeat, { ...heartbeat, url: 'https://me:secret@media0.example.com' }],
  ['a url with a query', mediaHostHeartbeat, { ...heartbeat, url: 'https://media0.example.com/?a' }],
  ['a url that is none', mediaHostHeartbeat, { ...heartbeat, url: 'http://[::1' }],
  ['NUL in a segment', keptSegment, { ...segment, uri: 'file:///data/\0.wav' }],
  ['NUL in a participant', keptSegment, { ...segment, participantId: 'p\0' }],
  ['a segment at a url with a password', keptSegment, { ...segment, uri: 'https://me:secret@store.example.com/1.wav' }],
  ['a segment at no url', keptSegment, { ...segment, uri: '0001.wav' }],
  ['a segment that ends before it begins', keptSegment, { ...segment, from: at, to: '2026-01-05T11:59:59Z' }],
])('refuses %s', (_what, schema, body) => {
  expect(schema.safeParse(body).success).toBe(false);
});

it('takes plain http on this machine, and drops the slash at the end of a url', () => {
  const urls = ['http://127.0.0.1:4000/', 'http://localhost:4000', 'http://[::1]:4000', 'https://m.example.com/base//'];

  expect(urls.map((url) => mediaHostHeartbeat.parse({ ...heartbeat, url }).url)).toEqual([
    'http://127.0.0.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
    'https://m.example.com/base',
  ]);
});

it('takes each kind of report as a host sends it', () => {
  const reports = [
    { kind: 'firstMedia', at },
    { kind: 'mediaLost', at, detail: 'silent for 3 s' },
    { kind: 'segmentKept', at, segment: { ...segment, participantId: 'p1' } },
    { kind: 'stopped', at },
  ];

  expect(reports.map((report) => mediaReport.parse(report))).toEqual(reports);
});
