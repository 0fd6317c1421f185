import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A guard that is taken out, and what must notice. */
export interface BrokenBuild {
  name: string;
  /** What is removed, for people. */
  guard: string;
  /** The bad columns of which at least one must not be 0. */
  columns: string[];
  /** Options of the storm that shows it. */
  storm: string[];
  patch: string;
}

/** From the place of this file, in the sources as in dist/. */
const ROOT = fileURLToPath(new URL(import.meta.url.includes('/dist/') ? '../../../' : '../../', import.meta.url));
const PATCHES = join(ROOT, 'scripts/chaos/broken');
/** All that a build needs. */
const SOURCES = ['apps', 'libs', 'migrations', 'scripts', 'package.json', 'nest-cli.json', 'tsconfig.json'];
const run = promisify(execFile);

export async function brokenBuilds(): Promise<BrokenBuild[]> {
  const files = (await readdir(PATCHES)).filter((file) => file.endsWith('.patch')).sort();
  return Promise.all(files.map((file) => readBuild(file)));
}

async function readBuild(file: string): Promise<BrokenBuild> {
  const patch = join(PATCHES, file);
  const text = await readFile(patch, 'utf8');
  const header = (name: string): string => {
    const found = new RegExp(`^# ${name}: (.+)$`, 'm').exec(text)?.[1];
    if (found === undefined) throw new Error(`${file} has no line "# ${name}: …"`);
    return found;
  };
  return {
    name: file.replace(/\.patch$/, ''),
    guard: header('guard'),
    columns: header('column').split(' | '),
    storm: header('storm').split(' '),
    patch,
  };
}

/** Throws what git says when the patch no longer fits the sources. */
export async function checkApplies({ patch }: BrokenBuild): Promise<void> {
  await apply(patch, ROOT, ['--check']);
}

/** A copy of the sources without the guard, built. Returns its directory; whoever asked removes it. */
export async function makeBroken({ patch }: BrokenBuild): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'witness-broken-'));
  try {
    for (const name of [...SOURCES, 'tsconfig.build.json']) {
      await cp(join(ROOT, name), join(copy, name), { recursive: true });
    }
    await symlink(resolve(ROOT, 'node_modules'), join(copy, 'node_modules'));
    await apply(patch, copy);
    await run('npm', ['run', '--silent', 'build'], { cwd: copy });
    return copy;
  } catch (error) {
    await rm(copy, { recursive: true, force: true });
    throw error;
  }
}

/** Also where there is no repository: git then takes the directory for what it is. */
async function apply(patch: string, directory: string, more: string[] = []): Promise<void> {
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(directory.replace(/\/$/, '')) };
  await run('git', ['apply', ...more, patch], { cwd: directory, env });
}
