import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figure.js';

/** The row that `commits.ts` inserts. */
const SCRIPT = `INSERT INTO bench_commit (at, body)
  VALUES (clock_timestamp(), jsonb_build_object('value', repeat('x', 3000)));\n`;

/**
 * The same as Postgres' own pgbench drives it, without Node: what a client in C gets. "Not available" where the machine
 * has none; Debian brings it along with its server.
 */
export async function measurePgbench(part: string, databaseUrl: string, directory: string): Promise<Figure[]> {
  const file = join(directory, 'pgbench.sql');
  await writeFile(file, SCRIPT);
  try {
    const figures: Figure[] = [];
    for (const clients of [1, 8]) figures.push(await tpsOf(part, databaseUrl, file, clients));
    return figures;
  } finally {
    await rm(file, { force: true });
  }
}

async function tpsOf(part: string, databaseUrl: string, file: string, clients: number): Promise<Figure> {
  const options = ['--no-vacuum', '--protocol=prepared', `--client=${clients}`, '--time=5', `--file=${file}`];
  const told = await promisify(execFile)('pgbench', [...options, databaseUrl]).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  const tps = /^tps = ([\d.]+)/m.exec(told?.stdout ?? '')?.[1];
  const connections = clients === 1 ? 'one connection' : `${clients} connections`;
  return {
    ...{ part, what: `pgbench, insert and commit, ${connections}`, unit: '/s' },
    value: tps === undefined ? null : Number(tps),
  };
}
