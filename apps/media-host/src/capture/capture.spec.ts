import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Capture } from './capture.js';
import { readManifest } from './manifest.js';
import type { Segment } from './segment-file.js';
import { readWav } from './read-wav.fixture.js';
import { BYTES_PER_SECOND } from './wav.js';

const noon = Date.UTC(2026, 0, 5, 12);
const at = (ms: number): Date => new Date(noon + ms);
const frame = (fill: number, bytes = 640): Buffer => Buffer.alloc(bytes, fill);

let root: string;
beforeAll(async () => (root = await mkdtemp(join(tmpdir(), 'capture-'))));
afterAll(() => rm(root, { recursive: true }));

interface Kept {
  capture: Capture;
  segments: Segment[];
  failures: Error[];
}

let serial = 0;
function capture(segmentSeconds = 1, directory = join(root, String((serial += 1)))): Kept {
  const segments: Segment[] = [];
  const failures: Error[] = [];
  const events = { kept: (segment: Segment) => segments.push(segment), failed: (error: Error) => failures.push(error) };
  return { capture: new Capture(directory, segmentSeconds, events), segments, failures };
}

it('cuts a stream into segments of full length, each a WAV file whose sum the manifest knows', async () => {
  const { capture: its, segments } = capture(1);
  const audio = Buffer.from(Array.from({ length: 2.5 * BYTES_PER_SECOND }, (_, index) => index % 251));

  for (let n = 0; n < audio.length / 640; n++) its.add('p1', audio.subarray(n * 640, (n + 1) * 640), at(n * 20));
  await its.seal();

  const files = await Promise.all(segments.map(({ file }) => readFile(join(its.directory, file))));
  expect(files.map((file) => readWav(file).length)).toEqual([32_000, 32_000, 16_000]);
  expect(Buffer.concat(files.map(readWav)).equals(audio)).toBe(true);
  expect(files.map((file) => createHash('sha256').update(file).digest('hex'))).toEqual(segments.map((s) => s.sha256));
  expect(files.map((file) => file.length)).toEqual(segments.map(({ bytes }) => bytes));
  expect(await readManifest(its.directory)).toEqual(segments);
  expect(segments[0]).toMatchObject({
    file: '000001_20260105T120000.000Z.wav',
    permitId: 'p1',
    from: '2026-01-05T12:00:00.000Z',
    to: '2026-01-05T12:00:00.980Z',
  });
});

it('has sealed everything when it says so, and leaves no unfinished file', async () => {
  const { capture: its, segments } = capture(5);

  its.add('p1', frame(1), at(0));
  await its.seal();

  expect(segments).toHaveLength(1);
  expect((await readdir(its.directory)).sort()).toEqual(['000001_20260105T120000.000Z.wav', 'manifest.jsonl']);
});

it('writes nothing, not even a directory, when there is nothing to keep', async () => {
  const { capture: its, segments } = capture();

  await its.seal();

  expect(segments).toEqual([]);
  await expect(readdir(its.directory)).rejects.toThrow('ENOENT');
});

it('never puts two permits, or both sides of a gap, into one segment', async () => {
  const { capture: its, segments } = capture(5);

  its.add('p1', frame(1), at(0));
  its.add('p1', frame(2), at(1_000));
  its.add('p1', frame(3), at(2_001));
  its.add('p2', frame(4), at(2_020));
  await its.seal();

  expect(segments.map(({ permitId, bytes }) => [permitId, bytes - 44])).toEqual([
    ['p1', 1_280],
    ['p1', 640],
    ['p2', 640],
  ]);
});

it('says that the disk failed, once, and keeps again under the next permit', async () => {
  const { capture: its, segments, failures } = capture(1, '/dev/null/nowhere');

  its.add('p1', frame(1), at(0));
  its.add('p1', frame(2), at(20));
  await its.seal();

  expect(failures).toMatchObject([{ code: 'ENOTDIR' }]);
  expect(segments).toEqual([]);
});
