import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaReport } from '@app/contracts';
import { keptSegmentOf } from './kept-segment.js';
import { readManifest, writeManifest } from './manifest.js';
import { describe, finishSegment, readSegmentFileName, type Segment } from './segment-file.js';
import { SessionMarker } from './session-marker.js';

export interface Recovered {
  mediaSessionId: string;
  /** Everything recorders may not have been told, in order. Saying it twice is harmless. */
  reports: MediaReport[];
  /** To be called when they were. */
  settled: () => Promise<void>;
}

/** Puts in order what a host left when it died: unfinished segments are sealed, and what recorders must know is listed. */
export async function recover(dataDir: string, now: Date): Promise<Recovered[]> {
  const entries = await readdir(dataDir, { withFileTypes: true }).catch(() => []);
  const recovered: Recovered[] = [];
  for (const entry of entries.filter((each) => each.isDirectory())) {
    const session = await recoverSession(join(dataDir, entry.name), entry.name, now);
    if (session) recovered.push(session);
  }
  return recovered;
}

async function recoverSession(directory: string, mediaSessionId: string, now: Date): Promise<Recovered | null> {
  const marker = new SessionMarker(directory);
  const mark = await marker.find();
  if (!mark) return null;
  const segments = await completeManifest(directory, mark.permitId);
  const at = now.toISOString();
  const detail = 'the media host restarted';
  return {
    mediaSessionId,
    reports: [
      ...segments.map((segment): MediaReport => {
        return { kind: 'segmentKept', at: segment.to, segment: keptSegmentOf(segment, directory), detail };
      }),
      ...(mark.open ? [{ kind: 'mediaLost', at, detail } as const] : []),
      { kind: 'stopped', at, detail },
    ],
    settled: () => marker.remove(mark.permitId),
  };
}

/** Seals what is unfinished, and lists what was sealed but not listed. */
async function completeManifest(directory: string, permitId: string): Promise<Segment[]> {
  const listed = await readManifest(directory);
  const known = new Set(listed.map(({ file }) => file));
  const added: Segment[] = [];
  for (const name of (await readdir(directory)).sort()) {
    const read = readSegmentFileName(name);
    if (!read || known.has(name)) continue;
    const path = join(directory, name);
    const file = read.finished ? { path, lastByteAt: (await stat(path)).mtime } : await finishSegment(path);
    if (file) added.push(await describe(file.path, permitId, read.from, file.lastByteAt));
  }
  const all = [...listed, ...added].sort((a, b) => (a.file < b.file ? -1 : 1));
  await writeManifest(directory, all);
  return all;
}
