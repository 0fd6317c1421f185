import { readFileSync } from 'node:fs';

const LOOK_EVERY_MS = 500;

/**
 * Calls back once the npm that runs this process is gone. npm passes SIGTERM to the shell between the two, which dies
 * of it without a word to us; and when npm is killed nobody is told at all. A process that npm does not run has its
 * own signals and is left alone.
 */
export function whenNpmIsGone(gone: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const [shell, npm] = [process.ppid, parentOf(process.ppid)];
  const look = setInterval(() => {
    if (process.ppid === shell && parentOf(shell) === npm) return;
    clearInterval(look);
    gone();
  }, LOOK_EVERY_MS);
  look.unref();
}

/** Undefined when there is no such process, or no /proc. */
function parentOf(pid: number): string | undefined {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
