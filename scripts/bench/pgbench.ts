import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ranks, under, type Figure } from './figure.js';
import { percentiles } from './percentiles.js';
import { millisecondsIn } from './pgbench-log.js';
import type { Work } from './work.js';

/** In an alphabet without colons, which pgbench takes for names of its own. Postgres reads it once, when it plans. */
const scriptOf = (body: string) => `INSERT INTO bench_commit (at, body) VALUES (clock_timestamp(),
  convert_from(decode('${Buffer.from(body).toString('base64')}', 'base64'), 'UTF8')::jsonb);\n`;

/**
 * The same as Postgres' own pgbench drives it, without Node: what a client in C gets. "Not available" where the machine
 * has none; Debian brings it along with its server.
 */
export async function measurePgbench(
  part: string,
  { databaseUrl, dataDir, body }: { databaseUrl: string; dataDir: string; body: string },
  begin: () => Promise<Work>,
): Promise<Figure[]> {
  const place = join(dataDir, 'pgbench');
  const figures: Figure[] = [];
  for (const clients of [1, 8]) {
    await mkdir(place);
    await writeFile(join(place, 'script.sql'), scriptOf(body));
    const work = await begin();
    const told = await run(place, [`--client=${clients}`, '--time=5', databaseUrl]);
    const took = await timesIn(place);
    await rm(place, { recursive: true });
    const what = `pgbench, insert and commit, ${clients === 1 ? 'one connection' : `${clients} connections`}`;
    figures.push({ part, what, unit: '/s', value: Number(/^tps = ([\d.]+)/m.exec(told)?.[1] ?? NaN) || null });
    if (took.length === 0) continue;
    figures.push(...ranks(part, what, percentiles(took)));
    figures.push(...under(what, await work.figures(part, took.length, 'a transaction')));
  }
  return figures;
}

/** What it tells at its end; empty: there is none. */
async function run(place: string, options: readonly string[]): Promise<string> {
  const files = [`--file=${join(place, 'script.sql')}`, '--log', `--log-prefix=${join(place, 'log')}`];
  const usual = ['--no-vacuum', '--protocol=prepared', ...files];
  const told = await promisify(execFile)('pgbench', [...usual, ...options]).catch((error: { code?: string }) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return told?.stdout ?? '';
}

/** Of every transaction, from its logs. */
async function timesIn(place: string): Promise<number[]> {
  const logs = (await readdir(place)).filter((name) => name.startsWith('log.'));
  const texts = await Promise.all(logs.map((name) => readFile(join(place, name), 'utf8')));
  return texts.flatMap(millisecondsIn);
}
