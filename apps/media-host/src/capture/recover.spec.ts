import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Capture } from './capture.js';
import { MANIFEST, readManifest } from './manifest.js';
import { readWav } from './read-wav.fixture.js';
import { recover } from './recover.js';
import { SessionMarker } from './session-marker.js';
import { BYTES_PER_SECOND } from './wav.js';

const from = new Date('2026-01-05T12:00:00.000Z');
const now = new Date('2026-01-05T12:05:00.000Z');
const nothing = { kept: () => undefined, failed: (error: Error) => expect.fail(error.message) };

let root: string;
let directory: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'recover-'));
  directory = join(root, 'session-1');
});
afterEach(() => rm(root, { recursive: true }));

/** A host that dies with one finished segment and half a second of the next one on disk. */
async function die(): Promise<Buffer> {
  const audio = Buffer.from(Array.from({ length: 1.5 * BYTES_PER_SECOND }, (_, n) => n % 253));
  await new SessionMarker(directory).open('p1');
  const capture = new Capture(directory, 1, nothing);
  for (let at = 0; at < audio.length; at += 640) capture.add('p1', audio.subarray(at, at + 640), from);
  await capture.idle();
  return audio;
}

it('makes whole WAV files of what a dead host left, lists them, and knows what to tell', async () => {
  const audio = await die();
  expect((await readdir(directory)).some((name) => name.endsWith('.part'))).toBe(true);

  const [session, ...others] = await recover(root, now);

  const manifest = await readManifest(directory);
  const files = await Promise.all(manifest.map(({ file }) => readFile(join(directory, file))));
  expect(Buffer.concat(files.map(readWav)).equals(audio)).toBe(true);
  expect(manifest.map(({ permitId }) => permitId)).toEqual(['p1', 'p1']);
  expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(others).toEqual([]);
  expect(session?.mediaSessionId).toBe('session-1');
  expect(session?.reports.map(({ kind }) => kind)).toEqual(['segmentKept', 'segmentKept', 'mediaLost', 'stopped']);
});

it('has nothing more to tell once that was told', async () => {
  await die();

  await (await recover(root, now))[0]?.settled();

  expect(await recover(root, now)).toEqual([]);
});

it('does not say that media was lost when the gate had been closed before', async () => {
  await die();
  const marker = new SessionMarker(directory);
  await marker.find();
  await marker.close('p1');

  const [session] = await recover(root, now);

  expect(session?.reports.map(({ kind }) => kind)).toEqual(['segmentKept', 'segmentKept', 'stopped']);
});

it('mends a manifest whose last line was cut short, and drops half a sample', async () => {
  await die();
  const text = await readFile(join(directory, MANIFEST), 'utf8');
  await writeFile(join(directory, MANIFEST), text.slice(0, -20));
  const part = (await readdir(directory)).find((name) => name.endsWith('.part')) ?? '';
  await writeFile(join(directory, part), (await readFile(join(directory, part))).subarray(0, 44 + 1_001));

  await recover(root, now);

  const manifest = await readManifest(directory);
  expect(manifest.map(({ bytes }) => bytes - 44)).toEqual([32_000, 1_000]);
});

it('removes a segment that never got a byte, and reads a torn note as an open gate', async () => {
  await mkdir(directory);
  await writeFile(join(directory, '000001_20260105T120000.000Z.wav.part'), Buffer.alloc(44));
  await writeFile(join(directory, 'session.json'), '{"permi');

  const [session] = await recover(root, now);

  expect((await readdir(directory)).filter((name) => name.includes('.wav'))).toEqual([]);
  expect(session?.reports.map(({ kind }) => kind)).toEqual(['mediaLost', 'stopped']);
});

it('starts on a disk that holds nothing yet', async () => {
  expect(await recover(join(root, 'none'), now)).toEqual([]);
});
