import { readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../system/local-system.js';
import type { Figure } from './figure.js';

/** Linux counts processor time for user space in hundredths of a second on every architecture that Node runs on. */
const TICKS_PER_SECOND = 100;

/** The bare program that throughput is compared with is no part of the system, nor is pgbench, which the bench runs. */
export type MeasuredRole = Role | 'bare' | 'pgbench';

type Who = MeasuredRole | 'postgres' | 'bench';
const NAMES: Record<Who, string> = {
  recorder: 'recorders',
  bare: 'the bare program',
  pgbench: 'pgbench',
  postgres: 'Postgres',
  simulator: 'simulator',
  mediaHost: 'media hosts',
  bench: 'bench itself',
};

interface Reading {
  seconds: Record<Who, number>;
  /** Of all programs on this machine, the kernel's own work included. */
  machine: number;
  at: number;
}

/** Whose time is measured. */
export interface MeasuredSystem {
  dataDir: string;
  programs: readonly { role: MeasuredRole; program: { pid: number | undefined } }[];
}

/** Processor seconds of every program of the system, from the call of `start` on. */
export class CpuTime {
  private constructor(
    private readonly system: MeasuredSystem,
    private readonly before: Reading | null,
  ) {}

  static async start(system: MeasuredSystem): Promise<CpuTime> {
    return new CpuTime(system, await read(system));
  }

  /** As figures of `part`, for whoever is there. Null values where there is no /proc. */
  async figures(part: string): Promise<Figure[]> {
    const { before, system } = this;
    const after = before && (await read(system));
    const figure = (what: string, value: number | null): Figure => ({ part, what, unit: 's', value });
    const wall = before && after ? (after.at - before.at) / 1_000 : null;
    const spent = (who: Who): number | null => (before && after ? after.seconds[who] - before.seconds[who] : null);
    const there: readonly Who[] = ['postgres', 'bench', ...system.programs.map(({ role }) => role)];
    const named = (Object.keys(NAMES) as Who[]).filter((who) => there.includes(who));
    const ours = named.map((who) => figure(`CPU of ${NAMES[who]}`, spent(who)));
    const rest =
      before && after
        ? Math.max(0, after.machine - before.machine - ours.reduce((sum, { value }) => sum + (value ?? 0), 0))
        : null;
    return [...ours, figure('CPU of everything else, kernel included', rest), figure('time measured', wall)];
  }
}

async function read(system: MeasuredSystem): Promise<Reading | null> {
  if (process.platform !== 'linux') return null;
  const own = process.cpuUsage();
  const seconds: Record<Who, number> = {
    recorder: 0,
    bare: 0,
    // Of the bench's children that have ended: of those that are measured, it alone comes and goes meanwhile.
    pgbench: (await statOf(process.pid))?.buried ?? 0,
    simulator: 0,
    mediaHost: 0,
    postgres: await ofFamily(await postmaster(system.dataDir)),
    bench: (own.user + own.system) / 1_000_000,
  };
  for (const { role, program } of system.programs) {
    seconds[role] += program.pid ? ((await statOf(program.pid))?.own ?? 0) : 0;
  }
  const machine = cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1_000;
  return { seconds, machine, at: performance.now() };
}

async function postmaster(dataDir: string): Promise<number> {
  return Number((await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
}

/** A process, its living children, and those it has already buried. */
async function ofFamily(pid: number): Promise<number> {
  const entries = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(entries.map((name) => statOf(Number(name))));
  const children = stats.filter((stat) => stat?.parent === pid);
  const parent = await statOf(pid);
  return (parent?.own ?? 0) + (parent?.buried ?? 0) + children.reduce((sum, stat) => sum + (stat?.own ?? 0), 0);
}

/** From /proc/PID/stat (proc_pid_stat(5)); fields are counted behind the command, which may hold anything. */
async function statOf(pid: number): Promise<{ parent: number; own: number; buried: number } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return null;
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const seconds = (index: number): number => Number(fields[index]) / TICKS_PER_SECOND;
  return { parent: Number(fields[1]), own: seconds(11) + seconds(12), buried: seconds(13) + seconds(14) };
}
