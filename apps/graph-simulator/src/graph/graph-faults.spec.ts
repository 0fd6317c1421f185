import { afterEach, beforeEach, expect, it } from 'vitest';
import { Desk } from '../spec-support/desk.js';
import { FakeRecorder } from '../spec-support/fake-recorder.js';

let recorder: FakeRecorder;
let desk: Desk;

beforeEach(async () => {
  recorder = await FakeRecorder.start();
  desk = await Desk.start({ SIMULATOR_RECORDER_URLS: `${recorder.origin}/api/calls` });
});
afterEach(async () => {
  await desk.stop();
  recorder.stop();
});

const ANSWER = {
  callbackUri: 'https://rec.contoso.com/api/calls/k7Qm2',
  acceptedModalities: ['audio'],
  mediaConfig: { '@odata.type': '#microsoft.graph.serviceHostedMediaConfig' },
};

async function invited(seed: number): Promise<string> {
  return (await desk.json<{ callId: string }>('POST', '/control/invite', { kind: 'direct', seed, media: 'none' })).body
    .callId;
}

const answered = async (callId: string) =>
  (await desk.json<{ answeredAt: string | null }>('GET', `/control/calls/${callId}`)).body.answeredAt !== null;

it.each([
  ['before', false],
  ['after', true],
])('cuts the connection %s the answer is carried out', async (reset, carriedOut) => {
  await desk.json('POST', '/control/faults', { graph: [{ verb: 'answer', reset }] });
  const callId = await invited(1);

  await expect(desk.graph('POST', `/communications/calls/${callId}/answer`, ANSWER)).rejects.toThrow();

  expect(await answered(callId)).toBe(carriedOut);
});

it('meets the same legs of the same seed with the same faults, whatever else goes on', async () => {
  await desk.json('POST', '/control/faults', { seed: 3, graph: [{ verb: 'get', status: 503, probability: 0.5 }] });
  const statuses = async (callId: string) => {
    const seen: number[] = [];
    for (let request = 0; request < 12; request += 1) {
      seen.push((await desk.graph('GET', `/communications/calls/${callId}`)).status);
    }
    return seen;
  };

  const alone = await statuses(await invited(42));
  await desk.json('POST', '/control/faults', { seed: 3, graph: [{ verb: 'get', status: 503, probability: 0.5 }] });
  const [again, other] = [await invited(42), await invited(7)];
  const [beside, others] = await Promise.all([statuses(again), statuses(other)]);

  expect(beside).toEqual(alone);
  expect(others).not.toEqual(alone);
  expect(new Set(alone)).toEqual(new Set([200, 503]));
});
