import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** Whose versions the figures depend on. */
const PACKAGES = { pg: 'pg', Fastify: 'fastify', Nest: '@nestjs/core' };

export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  os: string;
  node: string;
  /** By the names that they are known by; of what is not there, none. */
  versions: Record<string, string>;
  /** Shares of all cores, before anything of ours ran. */
  busyBefore: number;
  /** Over 1, 5 and 15 minutes; zeros on Windows. */
  loadBefore: number[];
}

/** What the figures depend on, and what else was going on. Takes two seconds to look. */
export async function lookAtMachine(): Promise<Machine> {
  const before = times();
  await sleep(2_000);
  const after = times();
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()}`,
    node: process.version,
    versions: { ...versionsOfPackages(), ...(await versionOfPgbench()) },
    busyBefore: (after.busy - before.busy) / Math.max(1, after.all - before.all),
    loadBefore: loadavg(),
  };
}

export function describeMachine(machine: Machine, postgres: string | null): string {
  const { cpu, cores, memoryGiB, os, node, versions, busyBefore, loadBefore } = machine;
  const load = loadBefore.map((value) => value.toFixed(2)).join(' ');
  const server = postgres ? { Postgres: postgres } : {};
  const programs = Object.entries({ Node: node, ...server, ...versions }).map((each) => each.join(' '));
  return [
    `${cpu}, ${cores} cores, ${memoryGiB} GiB; ${os}; ${programs.join(', ')}`,
    `Before: ${Math.round(busyBefore * 100)} % of the cores busy with other things, load ${load}`,
  ].join('\n');
}

function versionsOfPackages(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return Object.fromEntries(Object.entries(PACKAGES).map(([known, name]) => [known, versionOf(name)]));
}

async function versionOfPgbench(): Promise<Record<string, string>> {
  const told = await promisify(execFile)('pgbench', ['--version']).catch(() => null);
  const version = /\d+(\.\d+)*/.exec(told?.stdout ?? '')?.[0];
  return version === undefined ? {} : { pgbench: version };
}

function times(): { busy: number; all: number } {
  const sums = cpus().map(({ times: { user, nice, sys, irq, idle } }) => ({
    busy: user + nice + sys + irq,
    all: user + nice + sys + irq + idle,
  }));
  return sums.reduce((sum, core) => ({ busy: sum.busy + core.busy, all: sum.all + core.all }));
}
