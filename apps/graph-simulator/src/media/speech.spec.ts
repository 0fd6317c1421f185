import { expect, it } from 'vitest';
import { FRAME_BYTES, Speech } from './speech.js';

const SECONDS = 20;

function samples(seed: string): Int16Array {
  const speech = new Speech(seed);
  const bytes = Buffer.concat(Array.from({ length: SECONDS * 50 }, () => speech.frame()));
  return new Int16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
}

const rms = (part: Int16Array) => Math.sqrt(part.reduce((sum, value) => sum + value * value, 0) / part.length);

it('says the same for the same seed', () => {
  expect(Buffer.compare(Buffer.from(samples('a').buffer), Buffer.from(samples('a').buffer))).toBe(0);
  expect(Buffer.compare(Buffer.from(samples('a').buffer), Buffer.from(samples('b').buffer))).not.toBe(0);
});

it('comes in frames of 20 ms: 640 bytes at 16 kHz and 16 bit', () => {
  expect(new Speech(1).frame().length).toBe(FRAME_BYTES);
  expect(FRAME_BYTES).toBe(640);
});

it('is as loud as speech, does not clip, and pauses', () => {
  const talk = samples('statistics');
  const frames = Array.from({ length: SECONDS * 50 }, (_unused, index) =>
    rms(talk.subarray(index * 320, (index + 1) * 320)),
  );
  const silent = frames.filter((level) => level < 60).length / frames.length;
  const clipped = talk.filter((value) => Math.abs(value) >= 32_767).length;

  expect(rms(talk)).toBeGreaterThan(500);
  expect(rms(talk)).toBeLessThan(8_000);
  expect(clipped).toBe(0);
  expect(silent).toBeGreaterThan(0.05);
  expect(silent).toBeLessThan(0.5);
});

it('has a voice: loud frames repeat at the pitch of a man or a woman', () => {
  const talk = samples('pitch');
  const voiced = Array.from({ length: SECONDS * 20 }, (_unused, index) => talk.subarray(index * 800, (index + 1) * 800))
    .filter((part) => rms(part) > 1_000)
    .map(pitchOf);

  const human = voiced.filter((hertz) => hertz > 90 && hertz < 260).length;

  expect(voiced.length).toBeGreaterThan(50);
  expect(human / voiced.length).toBeGreaterThan(0.8);
});

/** The lag at which 50 ms of sound resemble themselves most, as a frequency between 80 and 400 Hz. */
function pitchOf(part: Int16Array): number {
  let best = { lag: 40, likeness: -Infinity };
  for (let lag = 40; lag <= 200; lag += 1) {
    let likeness = 0;
    for (let index = lag; index < part.length; index += 1) likeness += (part[index] ?? 0) * (part[index - lag] ?? 0);
    likeness /= part.length - lag;
    if (likeness > best.likeness) best = { lag, likeness };
  }
  return 16_000 / best.lag;
}
