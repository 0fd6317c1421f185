import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Text of a data file of this app. The compiled program lies elsewhere than the sources, so the folder is searched upwards. */
export function readDataFile(path: string): string {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'apps/graph-simulator', path);
    if (existsSync(candidate)) return readFileSync(candidate, 'utf8');
  }
  throw new Error(`apps/graph-simulator/${path} is not installed`);
}
