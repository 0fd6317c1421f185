import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { KeptSegment } from '@app/contracts';
import type { Segment } from './segment-file.js';

/** A segment as recorders are told of it. */
export function keptSegmentOf({ file, from, to, bytes, sha256 }: Segment, directory: string): KeptSegment {
  return { from, to, bytes, sha256, uri: pathToFileURL(join(directory, file)).href };
}
