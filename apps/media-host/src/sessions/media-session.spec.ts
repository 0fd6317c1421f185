import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { mediaReport, type MediaReport } from '@app/contracts';
import { Clock } from '@app/platform';
import { readManifest } from '../capture/manifest.js';
import { readWav } from '../capture/read-wav.fixture.js';
import { SessionMarker } from '../capture/session-marker.js';
import { FORSAKEN_AFTER_MS, MediaSession } from './media-session.js';

class SetClock extends Clock {
  private ms = Date.UTC(2026, 0, 5, 12);
  now(): Date {
    return new Date(this.ms);
  }
  advance(ms: number): void {
    this.ms += ms;
  }
}

const FRAME_BYTES = 640;
/** Every frame differs from every other one, so that what is on disk tells when it arrived. */
function frame(serial: number): Buffer {
  const bytes = Buffer.alloc(FRAME_BYTES);
  for (let at = 0; at < FRAME_BYTES; at += 4) bytes.writeUInt32LE(serial, at);
  return bytes;
}

let root: string;
let clock: SetClock;
let reports: MediaReport[];
let directories = 0;
beforeAll(async () => (root = await mkdtemp(join(tmpdir(), 'media-session-'))));
afterAll(() => rm(root, { recursive: true }));
beforeEach(() => {
  clock = new SetClock();
  reports = [];
});

function open(accept: Promise<void> = Promise.resolve()): { session: MediaSession; directory: string } {
  const directory = join(root, String((directories += 1)));
  const key = { mediaSessionId: 's1', mpMediaSessionId: 'mp1', callId: 'c1', blob: '{}' };
  const report = (_id: string, its: MediaReport): Promise<void> => {
    reports.push(its);
    return accept;
  };
  return { session: new MediaSession(key, new SessionMarker(directory), 0.1, report, clock), directory };
}

/** As the contract has it: recorders would refuse any other. */
const isInContract = (report: MediaReport): boolean => mediaReport.safeParse(report).success;
const kinds = (): string[] => reports.map(({ kind }) => kind);
const order = (keep: boolean, permitId: string) => ({ keep, permitId, at: clock.now().toISOString() });

/** All audio on disk, in order; fails unless every file is a whole WAV that its manifest line describes. */
async function kept(directory: string): Promise<Buffer> {
  const manifest = await readManifest(directory);
  const names = await readdir(directory).catch((): string[] => []);
  expect(names.filter((name) => name.includes('.wav')).sort()).toEqual(manifest.map(({ file }) => file).sort());
  const files = await Promise.all(manifest.map(({ file }) => readFile(join(directory, file))));
  expect(files.map((file) => createHash('sha256').update(file).digest('hex'))).toEqual(manifest.map((m) => m.sha256));
  return Buffer.concat(files.map(readWav));
}

it('keeps in no history a byte from outside an open permit, and every byte from inside', async () => {
  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('frames' as const), count: fc.integer({ min: 1, max: 12 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('start' as const, 'stop' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('late start' as const, 'pause' as const) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('connect' as const, 'breathe' as const) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (history) => {
      clock = new SetClock();
      const { session, directory } = open();
      const expected: Buffer[] = [];
      const closed: string[] = [];
      const pending: Promise<unknown>[] = [];
      let permit: string | null = null;
      let serial = 0;
      const stop = async (permitId: string): Promise<void> => {
        permit = null;
        closed.push(permitId);
        const soFar = Buffer.concat(expected);
        expect((await session.keep(order(false, permitId))).keep).toBe(false);
        if (pending.length === 0) expect((await kept(directory)).equals(soFar)).toBe(true);
      };

      for (const each of history) {
        clock.advance(20);
        switch (each.do) {
          case 'frames':
            for (let n = 0; n < each.count; n++) {
              clock.advance(20);
              const piece = frame((serial += 1));
              session.receive(piece);
              if (permit !== null) expected.push(piece);
            }
            break;
          case 'start':
            if (permit !== null) closed.push(permit);
            permit = `permit-${closed.length}-${serial}`;
            // Not awaited: media goes on arriving while the order is being carried out.
            pending.push(session.keep(order(true, permit)));
            break;
          case 'stop':
            if (permit !== null) await stop(permit);
            break;
          case 'late start':
            for (const permitId of closed) {
              expect((await session.keep(order(true, permitId))).keep).toBe(false);
            }
            break;
          case 'pause':
            clock.advance(2_500);
            break;
          case 'connect':
            session.connect();
            break;
          case 'breathe':
            await Promise.all(pending.splice(0));
            await session.caughtUp();
        }
      }
      await session.end('released');
      await Promise.all(pending);
      // The end is an end: neither media nor orders change what is on disk.
      session.receive(frame((serial += 1)));
      if (permit !== null) expect((await session.keep(order(true, permit))).keep).toBe(false);
      session.receive(frame((serial += 1)));
      await session.end('released again');

      expect((await kept(directory)).equals(Buffer.concat(expected))).toBe(true);
    }),
    { numRuns: 40 },
  );
}, 60_000);

it('tells what happened later with a later time, also when the clock was put back by a minute', async () => {
  const { session } = open();
  session.receive(frame(1));
  await session.keep(order(true, 'p1'));
  session.receive(frame(2));
  clock.advance(-60_000);

  session.receive(frame(3));
  await session.end('released');

  expect(kinds()).toEqual(['firstMedia', 'segmentKept', 'stopped']);
  const times = reports.map(({ at }) => at);
  expect(times).toEqual([...new Set(times)].sort());
  expect(reports.every(isInContract)).toBe(true);
});

it('has sealed everything when it answers a stop, and tells of every segment before it says stopped', async () => {
  const { session, directory } = open();
  session.receive(frame(1));
  await session.keep(order(true, 'p1'));
  for (let n = 2; n < 9; n++) session.receive(frame(n));

  const reply = await session.keep(order(false, 'p1'));

  expect(reply).toEqual({ keep: false, since: clock.now().toISOString() });
  expect((await kept(directory)).length).toBe(7 * FRAME_BYTES);
  expect(kinds()).toEqual(['firstMedia', 'segmentKept', 'segmentKept', 'stopped']);
  const manifest = await readManifest(directory);
  expect(reports.flatMap((report) => (report.kind === 'segmentKept' ? report.segment.sha256 : []))).toEqual(
    manifest.map(({ sha256 }) => sha256),
  );
});

it('writes nothing at all before the first permit', async () => {
  const { session, directory } = open();

  for (let n = 0; n < 100; n++) session.receive(frame(n));
  await session.keep(order(false, 'p1'));
  await session.end('released');

  await expect(readdir(directory)).rejects.toThrow('ENOENT');
});

it('says that media was lost once it is silent for three seconds, and that it came back', () => {
  const { session } = open();
  session.connect();
  session.receive(frame(1));

  clock.advance(2_999);
  session.watch();
  expect(kinds()).toEqual(['firstMedia']);
  clock.advance(1);
  session.watch();
  session.watch();
  expect(reports.at(-1)).toEqual({ kind: 'mediaLost', at: clock.now().toISOString(), detail: 'silent' });
  session.receive(frame(2));

  expect(kinds()).toEqual(['firstMedia', 'mediaLost', 'firstMedia']);
});

it('forgives a broken connection that is back within three seconds', () => {
  const { session } = open();
  session.connect();
  session.receive(frame(1));

  session.disconnect();
  clock.advance(2_000);
  session.watch();
  session.connect();
  session.receive(frame(2));
  clock.advance(2_000);
  session.watch();
  expect(kinds()).toEqual(['firstMedia']);
  session.disconnect();
  clock.advance(1_000);
  session.watch();

  expect(reports.at(-1)).toMatchObject({ kind: 'mediaLost', detail: 'disconnected' });
});

it('says that media is missing when the gate is open and none comes, but not before', async () => {
  const { session } = open();
  clock.advance(60_000);
  session.watch();
  expect(kinds()).toEqual([]);

  await session.keep(order(true, 'p1'));
  clock.advance(3_000);
  session.watch();

  expect(kinds()).toEqual(['mediaLost']);
});

it('seals what it has when media is lost', async () => {
  const { session, directory } = open();
  await session.keep(order(true, 'p1'));
  session.receive(frame(1));

  clock.advance(3_000);
  session.watch();
  await session.caughtUp();

  expect((await kept(directory)).length).toBe(FRAME_BYTES);
  expect(kinds()).toEqual(['firstMedia', 'mediaLost', 'segmentKept']);
});

it('is forsaken after ten minutes without a connection, and never while there is one', () => {
  const { session } = open();
  session.connect();
  clock.advance(FORSAKEN_AFTER_MS * 3);
  expect(session.watch()).toBe(false);

  session.disconnect();

  expect(session.watch()).toBe(true);
});

it('leaves a note for its restart until recorders know that it stopped', async () => {
  let accepted = (): void => undefined;
  const { session, directory } = open(new Promise((resolve) => (accepted = resolve)));
  const note = () => new SessionMarker(directory).find();

  await session.keep(order(true, 'p1'));
  expect(await note()).toEqual({ permitId: 'p1', open: true });
  await session.keep(order(false, 'p1'));
  expect(await note()).toEqual({ permitId: 'p1', open: false });
  accepted();

  await expect.poll(note, { timeout: 10_000 }).toBeNull();
});

it('does not say that it keeps when the disk refuses', async () => {
  const key = { mediaSessionId: 's1', mpMediaSessionId: 'mp1', callId: 'c1', blob: '{}' };
  const report = (_id: string, its: MediaReport): Promise<void> => Promise.resolve(void reports.push(its));
  const session = new MediaSession(key, new SessionMarker('/dev/null/nowhere'), 5, report, clock);

  const reply = await session.keep(order(true, 'p1'));

  expect(reply.keep).toBe(false);
  expect(reports).toMatchObject([
    { kind: 'mediaLost', detail: 'storage: ENOTDIR' },
    { kind: 'stopped', detail: 'storage: ENOTDIR' },
  ]);
});
