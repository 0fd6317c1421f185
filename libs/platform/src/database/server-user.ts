import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Whom the embedded server runs as; undefined when that is simply ourselves. */
export interface ServerUser {
  uid: number;
  gid: number;
  name: string;
}

/** Postgres refuses to run as root. Then it runs as `postgres` where that exists, else as `nobody`. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const account = accounts.find((fields) => fields[0] === name);
    if (account) return { uid: Number(account[2]), gid: Number(account[3]), name };
  }
  throw new Error(
    'The embedded Postgres does not run as root, and this machine has neither a user postgres nor nobody',
  );
}

/** Whether that user gets as far as `path`. Asked of the machine itself, which also knows about ACLs and mounts. */
export function canReach(user: ServerUser | undefined, path: string): boolean {
  if (!user) return true;
  return spawnSync('test', ['-x', path], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}
