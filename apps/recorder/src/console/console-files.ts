import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '@app/platform';
import { CODINGS, ConsoleFile, type Coding } from './console-file.js';

const CODED = new RegExp(`(${Object.values(CODINGS).join('|').replaceAll('.', '\\.')})$`);

/**
 * Every file of the console, read once at start. They are few, some hundred kB, so a request for one costs a look into a
 * map and never waits for the disk, and what is not in the map cannot be had by any path. No limit holds back who asks:
 * a reply is less work than most refusals.
 */
export class ConsoleFiles {
  private constructor(private readonly files: ReadonlyMap<string, ConsoleFile>) {}

  /** Never fails: without its console a recorder records all the same. */
  static async read(directory: string | null, log: Log): Promise<ConsoleFiles> {
    const found = directory === null ? new Map<string, ConsoleFile>() : await filesIn(directory).catch(String);
    const files = new ConsoleFiles(typeof found === 'string' ? new Map() : found);
    if (!files.areBuilt) {
      const error = typeof found === 'string' ? { error: found } : {};
      log.warn('the console is not built: /console/ is 404', { directory, ...error });
    }
    return files;
  }

  /** False when there is no console to serve. */
  get areBuilt(): boolean {
    return this.files.has('index.html');
  }

  /** `name` relative to the console's folder, e.g. `assets/index-B0x1.js`. */
  find(name: string): ConsoleFile | undefined {
    return this.files.get(name);
  }
}

/** What Vite writes: pages at the top, and everything else in `assets`. Deeper folders are not ours, nor are dotfiles. */
async function filesIn(directory: string): Promise<Map<string, ConsoleFile>> {
  const top = await readdir(directory, { withFileTypes: true });
  const hasAssets = top.some((entry) => entry.name === 'assets' && entry.isDirectory());
  const assets = hasAssets ? await readdir(join(directory, 'assets'), { withFileTypes: true }) : [];
  const names = [...plainFiles(top), ...plainFiles(assets).map((name) => `assets/${name}`)];

  const contents = new Map<string, Buffer>();
  for (const name of names) contents.set(name, await readFile(join(directory, name)));
  const files = new Map<string, ConsoleFile>();
  for (const [name, plain] of contents) {
    if (CODED.test(name)) continue;
    const coded: Partial<Record<Coding, Buffer>> = {};
    for (const coding of Object.keys(CODINGS) as Coding[]) {
      const body = contents.get(name + CODINGS[coding]);
      if (body) coded[coding] = body;
    }
    files.set(name, new ConsoleFile(name, plain, coded));
  }
  return files;
}

/** No links: they may lead out of the folder. */
function plainFiles(entries: readonly Dirent[]): string[] {
  return entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
}
