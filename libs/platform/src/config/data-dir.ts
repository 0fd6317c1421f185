import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * Where data lives when nobody said: beside the project. Root's Postgres runs as an unprivileged user, which cannot
 * enter a private home; then the project gets a directory of its own under /var/lib.
 */
export function defaultDataDir(cwd: string = process.cwd(), isRoot = process.getuid?.() === 0): string {
  const beside = resolve(cwd, '.data');
  if (!isRoot || isReachableByOthers(cwd)) return beside;
  const project = createHash('sha256').update(cwd).digest('hex').slice(0, 8);
  return join('/var/lib/witness', `${basename(cwd) || 'root'}-${project}`);
}

/** Whether a user without any special right may enter `directory`: every folder on the way lets others pass. */
export function isReachableByOthers(directory: string): boolean {
  const here = resolve(directory);
  const passable = (statSync(here).mode & 0o001) !== 0;
  return passable && (here === dirname(here) || isReachableByOthers(dirname(here)));
}
