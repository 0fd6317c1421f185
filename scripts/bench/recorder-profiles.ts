import { readdir, readFile } from 'node:fs/promises';
import { SourceMap } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '../system/local-system.js';
import { costsOf, linesOf, type CpuProfile, type SourceOf } from './profile-shares.js';

/** A program that has ended, and left its profile. */
export interface Profiled {
  role: Role;
  program: { name: string; pid: number | undefined };
}

/** What took the recorders' time, from their start to their end: a text for each of those that left a profile here. */
export async function profilesOf(programs: readonly Profiled[], directory: string): Promise<string[]> {
  const files = await readdir(directory).catch((): string[] => []);
  const texts: string[] = [];
  for (const { role, program } of programs) {
    // Node names them CPU.date.time.pid.thread.number.cpuprofile.
    const file = files.find((name) => name.endsWith('.cpuprofile') && name.split('.')[3] === String(program.pid));
    if (role !== 'recorder' || !file) continue;
    const path = join(directory, file);
    const profile = JSON.parse(await readFile(path, 'utf8')) as CpuProfile;
    const lines = linesOf(costsOf(profile, await sourcesOf(profile)));
    texts.push([`What took the time of ${program.name} (${path}):`, ...lines].join('\n'));
  }
  return texts;
}

/**
 * The recorder is one file, whose map knows which source each function of it comes from. A package beside it may have a
 * map as well, to sources that do not name it: there the file itself says more.
 */
async function sourcesOf({ nodes }: CpuProfile): Promise<SourceOf> {
  const urls = new Set(nodes.map(({ callFrame: { url } }) => url).filter((url) => url.startsWith('file:')));
  const maps = new Map<string, SourceMap | null>();
  for (const url of urls) if (!url.includes('/node_modules/')) maps.set(url, await mapOf(fileURLToPath(url)));
  return ({ url, lineNumber, columnNumber }) => {
    if (!urls.has(url)) return null;
    const found = (maps.get(url)?.findEntry(lineNumber, columnNumber) ?? {}) as { originalSource?: string };
    return found.originalSource ?? relative('', fileURLToPath(url));
  };
}

async function mapOf(file: string): Promise<SourceMap | null> {
  const text = await readFile(`${file}.map`, 'utf8').catch(() => null);
  return text === null ? null : new SourceMap(JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0]);
}
