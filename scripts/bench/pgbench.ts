import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { under, type Figure } from './figure.js';
import type { Work } from './work.js';

/** In an alphabet without colons, which pgbench takes for names of its own. Postgres reads it once, when it plans. */
const scriptOf = (body: string) => `INSERT INTO bench_commit (at, body) VALUES (clock_timestamp(),
  convert_from(decode('${Buffer.from(body).toString('base64')}', 'base64'), 'UTF8')::jsonb);\n`;

/**
 * The same as Postgres' own pgbench drives it, without Node: what a client in C gets; its own CPU is "everything else".
 * "Not available" where the machine has none; Debian brings it along with its server.
 */
export async function measurePgbench(
  part: string,
  { databaseUrl, dataDir, body }: { databaseUrl: string; dataDir: string; body: string },
  begin: () => Promise<Work>,
): Promise<Figure[]> {
  const file = join(dataDir, 'pgbench.sql');
  await writeFile(file, scriptOf(body));
  try {
    const figures: Figure[] = [];
    for (const clients of [1, 8]) {
      const work = await begin();
      const told = await run(['--protocol=prepared', `--client=${clients}`, '--time=5', `--file=${file}`, databaseUrl]);
      const what = `pgbench, insert and commit, ${clients === 1 ? 'one connection' : `${clients} connections`}`;
      const counted = (sentence: RegExp): number | null => Number(sentence.exec(told)?.[1] ?? NaN) || null;
      figures.push({ part, what, unit: '/s', value: counted(/^tps = ([\d.]+)/m) });
      const transactions = counted(/^number of transactions actually processed: (\d+)/m);
      if (transactions) figures.push(...under(what, await work.figures(part, transactions, 'a transaction')));
    }
    return figures;
  } finally {
    await rm(file, { force: true });
  }
}

/** What it tells at its end; empty: there is none. */
async function run(options: readonly string[]): Promise<string> {
  const told = await promisify(execFile)('pgbench', ['--no-vacuum', ...options]).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return told?.stdout ?? '';
}
