import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where the build has put the console. The recorder runs from `dist/`, from `dist/apps/` and from its sources (ADR 19), so
 * the folder is searched upwards. Null when there is none: nobody has built it.
 */
export function builtConsoleDir(from = import.meta.dirname): string | null {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    const candidate = join(folder, 'dist/console');
    if (existsSync(join(candidate, 'index.html'))) return candidate;
  }
  return null;
}
