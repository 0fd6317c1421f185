import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { BYTES_PER_SECOND, wavHeader, WAV_HEADER_BYTES } from './wav.js';

/** What the manifest says of one finished segment; a line each. */
export interface Segment {
  file: string;
  permitId: string;
  /** When its first and its last byte arrived. */
  from: string;
  to: string;
  /** Of the whole file, header included. */
  bytes: number;
  sha256: string;
}

const UNFINISHED = '.part';

/** `000007_20260105T120000.000Z.wav`: the serial number orders, the time tells `from` even when all else is lost. */
export function segmentFileName(serial: number, from: Date): string {
  return `${String(serial).padStart(6, '0')}_${from.toISOString().replace(/[-:]/g, '')}.wav`;
}

export function readSegmentFileName(name: string): { serial: number; from: Date; finished: boolean } | null {
  const parts = /^(\d{6,})_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)([\d.]+Z)\.wav(\.part)?$/.exec(name);
  if (!parts) return null;
  const [, serial, year, month, day, hour, minute, second, part] = parts;
  return {
    serial: Number(serial),
    from: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}`),
    finished: part === undefined,
  };
}

/** Half a second: what a power cut may cost, against hundreds of calls writing fifty times a second each. */
const WRITE_FROM_BYTES = BYTES_PER_SECOND / 2;

/** A segment being written: under another name, so that whatever is called .wav is complete. */
export class SegmentFile {
  /** Including what is not on disk yet. */
  audioBytes = 0;
  lastByteAt: Date;
  private unwritten: Buffer[] = [];
  private writtenBytes = 0;

  private constructor(
    private readonly handle: FileHandle,
    private readonly path: string,
    readonly permitId: string,
    readonly from: Date,
  ) {
    this.lastByteAt = from;
  }

  static async create(directory: string, serial: number, permitId: string, from: Date): Promise<SegmentFile> {
    const path = join(directory, segmentFileName(serial, from));
    const handle = await open(path + UNFINISHED, 'wx');
    await writeFully(handle, wavHeader(0), 0);
    return new SegmentFile(handle, path, permitId, from);
  }

  async append(audio: Buffer, arrivedAt: Date): Promise<void> {
    this.unwritten.push(audio);
    this.audioBytes += audio.length;
    this.lastByteAt = arrivedAt;
    if (this.audioBytes - this.writtenBytes >= WRITE_FROM_BYTES) await this.write();
  }

  async seal(): Promise<Segment> {
    await this.write();
    await writeFully(this.handle, wavHeader(this.audioBytes), 0);
    await this.handle.sync();
    await this.handle.close();
    await rename(this.path + UNFINISHED, this.path);
    await syncDirectory(dirname(this.path));
    return describe(this.path, this.permitId, this.from, this.lastByteAt);
  }

  /** Leaves the file as it is, for the next start to finish. */
  async abandon(): Promise<void> {
    await this.handle.close();
  }

  private async write(): Promise<void> {
    await writeFully(this.handle, Buffer.concat(this.unwritten), WAV_HEADER_BYTES + this.writtenBytes);
    this.unwritten = [];
    this.writtenBytes = this.audioBytes;
  }
}

async function writeFully(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    done += (await handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
  }
}

/** Finishes what a crash left: the header is set right for the bytes that are there. Null, and no file, without any. */
export async function finishSegment(path: string): Promise<{ path: string; lastByteAt: Date } | null> {
  const handle = await open(path, 'r+');
  try {
    const { size, mtime } = await handle.stat();
    const audioBytes = Math.max(0, size - WAV_HEADER_BYTES) & ~1;
    if (audioBytes === 0) {
      await rm(path);
      return null;
    }
    await handle.truncate(WAV_HEADER_BYTES + audioBytes);
    await writeFully(handle, wavHeader(audioBytes), 0);
    await handle.sync();
    const finished = path.slice(0, -UNFINISHED.length);
    await rename(path, finished);
    await syncDirectory(dirname(finished));
    return { path: finished, lastByteAt: mtime };
  } finally {
    await handle.close();
  }
}

/** The sum is taken of what the disk gives back, not of what was meant to be written. */
export async function describe(path: string, permitId: string, from: Date, to: Date): Promise<Segment> {
  const sum = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    sum.update(piece);
    bytes += piece.length;
  }
  return {
    file: basename(path),
    permitId,
    from: from.toISOString(),
    // The clock may have been put back meanwhile; nothing ends before it begins.
    to: (to < from ? from : to).toISOString(),
    bytes,
    sha256: sum.digest('hex'),
  };
}

/** A rename survives a power cut once its directory is on disk. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
