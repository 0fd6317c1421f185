import { afterAll, beforeAll, expect, it } from 'vitest';
import { anAnswer } from '../spec-support/a-leg.js';
import { Desk } from '../spec-support/desk.js';
import { FakeRecorder } from '../spec-support/fake-recorder.js';
import { percentiles } from './percentiles.js';

let recorder: FakeRecorder;
let desk: Desk;

beforeAll(async () => {
  recorder = await FakeRecorder.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
});

afterAll(async () => {
  await desk.stop();
  recorder.stop();
});

interface Report {
  summary: { invited: number; accepted: number; answered: number; recorded: number };
  invites: {
    sentMs: number;
    acceptedStatus: number;
    answerMs: number | null;
    answerStatus: number | null;
    result: string;
  }[];
}

it('invites by schedule, waits for nobody, and reports each invitation', async () => {
  let turn = 0;
  recorder.onIncoming = ({ resourceUrl }) => {
    turn += 1;
    // Every fourth invitation is rejected, the others are answered.
    if (turn % 4 === 0) return desk.graph('POST', `${resourceUrl}/reject`, { reason: 'busy' });
    return desk.graph('POST', `${resourceUrl}/answer`, {
      ...anAnswer,
      callbackUri: `${recorder.origin}/api/calls/key`,
    });
  };
  recorder.onOther = ({ data, resourceUrl }) =>
    data.state === 'established' && desk.graph('POST', `${resourceUrl}/updateRecordingStatus`, { status: 'recording' });
  const started = performance.now();

  const { body } = await desk.json<Report>('POST', '/control/invites', { count: 20, perSecond: 40, lifeMs: 3_000 });

  expect(performance.now() - started).toBeGreaterThan(475);
  expect(body.summary).toMatchObject({ invited: 20, accepted: 20, answered: 15, recorded: 15 });
  expect(body.invites).toHaveLength(20);
  const answered = body.invites.filter(({ answerStatus }) => answerStatus === 202);
  expect(answered.every(({ answerMs, sentMs }) => answerMs !== null && answerMs >= sentMs)).toBe(true);
  expect(new Set(body.invites.map(({ result }) => result))).toEqual(new Set(['200/5001', '603/0']));
});

it('counts nearest ranks', () => {
  const hundred = Array.from({ length: 100 }, (_unused, index) => 100 - index);

  expect(percentiles(hundred)).toEqual({ p50: 50, p99: 99, max: 100 });
  expect(percentiles([7])).toEqual({ p50: 7, p99: 7, max: 7 });
  expect(percentiles([])).toBeNull();
});
