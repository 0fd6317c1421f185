import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A segment that lies on a media host's disk, by its manifest. */
export interface KeptMedia {
  mediaHostId: string;
  mediaSessionId: string;
  permitId: string;
  from: number;
  to: number;
}

interface Line {
  permitId: string;
  from: string;
  to: string;
}

/** Everything that the media hosts have kept, whatever anybody was told of it. */
export async function readKeptMedia(dataDir: string, mediaHostIds: readonly string[]): Promise<KeptMedia[]> {
  const kept: KeptMedia[] = [];
  for (const mediaHostId of mediaHostIds) {
    const sessions = await readdir(join(dataDir, mediaHostId)).catch(() => []);
    for (const mediaSessionId of sessions) {
      const manifest = join(dataDir, mediaHostId, mediaSessionId, 'manifest.jsonl');
      const text = await readFile(manifest, 'utf8').catch(() => '');
      for (const line of text.split('\n').filter(Boolean)) {
        const { permitId, from, to } = JSON.parse(line) as Line;
        kept.push({ mediaHostId, mediaSessionId, permitId, from: Date.parse(from), to: Date.parse(to) });
      }
    }
  }
  return kept;
}
