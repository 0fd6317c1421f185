import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Segment } from './segment-file.js';

/** One JSON line per finished segment, in the order of sealing. */
export const MANIFEST = 'manifest.jsonl';

export async function appendToManifest(directory: string, segment: Segment): Promise<void> {
  const handle = await open(join(directory, MANIFEST), 'a');
  try {
    await handle.write(`${JSON.stringify(segment)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces it as a whole. */
export async function writeManifest(directory: string, segments: readonly Segment[]): Promise<void> {
  const path = join(directory, MANIFEST);
  await writeFile(`${path}.new`, segments.map((segment) => `${JSON.stringify(segment)}\n`).join(''), { flush: true });
  await rename(`${path}.new`, path);
}

/** Every whole line; a crash may have cut the last one short. */
export async function readManifest(directory: string): Promise<Segment[]> {
  const text = await readFile(join(directory, MANIFEST), 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as Segment];
      } catch {
        return [];
      }
    });
}
