import { expect } from 'vitest';

/** The audio of a WAV file, read chunk by chunk as RIFF says and not as our writer does it. */
export function readWav(file: Buffer): Buffer {
  expect(file.toString('latin1', 0, 4)).toBe('RIFF');
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  expect(file.toString('latin1', 8, 12)).toBe('WAVE');
  let audio: Buffer | undefined;
  for (let at = 12; at < file.length;) {
    const id = file.toString('latin1', at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + size);
    if (id === 'fmt ') {
      const format = { tag: body.readUInt16LE(0), channels: body.readUInt16LE(2), rate: body.readUInt32LE(4) };
      expect(format).toEqual({ tag: 1, channels: 1, rate: 16_000 });
      expect([body.readUInt32LE(8), body.readUInt16LE(12), body.readUInt16LE(14)]).toEqual([32_000, 2, 16]);
    }
    if (id === 'data') audio = body;
    at += 8 + size + (size % 2);
  }
  if (!audio) throw new Error('no data chunk');
  return audio;
}
