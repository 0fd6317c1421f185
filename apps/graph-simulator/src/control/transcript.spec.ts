import { afterAll, beforeAll, expect, it } from 'vitest';
import { Desk } from '../spec-support/desk.js';
import { FakeRecorder } from '../spec-support/fake-recorder.js';
import { Transcript } from './transcript.js';

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

it('shows both directions of a call without its secrets', async () => {
  const { callId } = (await desk.json<{ callId: string }>('POST', '/control/invite', {})).body;
  await desk.graph('POST', `/communications/calls/${callId}/reject`, { reason: 'busy' });

  const reply = await fetch(`${desk.url}/control/transcript?callId=${callId}`);
  const text = await reply.text();

  const { items } = JSON.parse(text) as { items: { direction: string; verb: string; status: number }[] };
  expect(items.slice(0, 2).map(({ direction, verb, status }) => [direction, verb, status])).toEqual([
    ['toRecorder', 'incoming', 202],
    ['toGraph', 'reject', 202],
  ]);
  expect(text).toContain('"token":"(blanked)"');
  expect(text).not.toContain('eyJ');
});

it('keeps the last ten thousand entries, and violations however old', () => {
  const transcript = new Transcript();
  const entry = { direction: 'toGraph', verb: 'answer', status: 400, durationMs: 1 } as const;

  transcript.note({ ...entry, schemaViolation: 'wrong' });
  for (let count = 0; count < 12_000; count += 1) transcript.note(entry);

  const kept = transcript.read({});
  expect([kept.length, kept[0]?.sequence, kept.at(-1)?.sequence]).toEqual([10_000, 2_002, 12_001]);
  expect(transcript.read({ since: 12_000 })).toHaveLength(1);
  expect(transcript.violations().map(({ sequence }) => sequence)).toEqual([1]);
});
