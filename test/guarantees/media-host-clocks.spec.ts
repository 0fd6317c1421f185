import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { request, type JsonReply } from '../support/http-json.js';
import { System } from '../support/system.js';

let system: System;
let token: string;
beforeAll(async () => {
  system = await System.start();
  token = await system.simulator.accessToken(['Media.Host']);
});
afterAll(() => system.stop());

interface Problem {
  code: string;
  facts?: { parameters: { name: string; reason: string }[] };
}

const secondsFromNow = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString();

/** A recorded call and a way to report for it, as its media host would. */
async function recordedCall(seed: number) {
  const { callId } = await system.simulator.invite({ seed });
  await shows(callId, 'recording');
  const url = `${system.recorder.url}/media/v1/sessions/${system.mediaHost.sessions.get(callId)}/reports`;
  return { callId, report: (body: object): Promise<JsonReply<Problem>> => request('POST', url, { body, token }) };
}

async function shows(callId: string, status: string): Promise<void> {
  await eventually(async () => expect((await system.simulator.call(callId)).recordingStatus).toBe(status));
}

const segment = { bytes: 44, sha256: 'ab'.repeat(32), uri: 'https://kept.example.com/1.wav' };

it('a media host whose clock is 50 s ahead is heard, and again once its clock is put right', async () => {
  const { callId, report } = await recordedCall(1);

  expect((await report({ kind: 'firstMedia', at: secondsFromNow(50) })).status).toBe(202);
  expect((await report({ kind: 'mediaLost', at: secondsFromNow(50) })).status).toBe(202);
  await shows(callId, 'failed');
  expect((await report({ kind: 'firstMedia', at: secondsFromNow(0) })).status).toBe(202);
  await shows(callId, 'recording');
  expect((await report({ kind: 'mediaLost', at: secondsFromNow(0) })).status).toBe(202);
  await shows(callId, 'failed');

  const ahead = (await system.admin.timeline(callId)).filter((entry) => Date.parse(entry.at) > Date.now());
  expect(ahead, 'what has not happened yet').toEqual([]);
});

it.each([
  ['an hour ahead', secondsFromNow(3_600)],
  ['of the year 9999', '9999-12-31T23:59:59.999Z'],
  ['an hour before the call', secondsFromNow(-3_600)],
  ['of the year 0', '0000-01-01T00:00:00Z'],
])('a report %s is refused with its reason, and mutes nothing that comes later', async (_when, at) => {
  const { callId, report } = await recordedCall(2);

  for (const kind of ['firstMedia', 'mediaLost', 'stopped']) {
    expect(await report({ kind, at })).toMatchObject({
      status: 400,
      body: { code: 'recording.report-out-of-time', facts: { parameters: [{ name: 'at' }] } },
    });
  }
  expect((await report({ kind: 'firstMedia', at: secondsFromNow(-1) })).status).toBe(202);
  expect((await report({ kind: 'mediaLost', at: secondsFromNow(0) })).status).toBe(202);

  await shows(callId, 'failed');
});

it('a segment is refused that ends before it begins, has not happened yet, or is older than its call', async () => {
  const { callId, report } = await recordedCall(3);
  const at = secondsFromNow(0);
  const kept = (from: string, to: string) => report({ kind: 'segmentKept', at, segment: { ...segment, from, to } });

  expect(await kept(at, secondsFromNow(-1))).toMatchObject({ status: 400, body: { code: 'http.invalid-request' } });
  expect(await kept(at, secondsFromNow(3_600))).toMatchObject({
    status: 400,
    body: { facts: { parameters: [{ name: 'segment.to' }] } },
  });
  expect(await kept('0000-01-01T00:00:00Z', at)).toMatchObject({
    status: 400,
    body: { facts: { parameters: [{ name: 'segment.from' }] } },
  });
  expect((await kept(secondsFromNow(-1), at)).status).toBe(202);

  expect((await system.admin.story(callId)).filter((type) => type === 'SegmentKept')).toHaveLength(1);
});
