import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpClient, stopEmbeddedPostgres } from '@app/platform';
import { Client } from 'pg';
import { LocalSystem } from '../system/local-system.js';
import { busyPorts } from '../system/ports.js';
import { measureAnswers } from './answers.js';
import { measureCommits } from './commits.js';
import { CpuTime } from './cpu-time.js';
import { medians, tableOf, verdictOf, type Figure } from './figure.js';
import { LoadControl } from './load-control.js';
import { describeMachine, lookAtMachine } from './machine.js';
import { measureNotifications } from './notifications.js';
import type { Options } from './options.js';
import { measureStarts } from './start-times.js';

/** Room for every call of a load run at once; there is no audio to cost anything. */
const MEDIA_HOST_MAX_CALLS = '5000';

/** Measures, prints the table, and leaves nothing behind but its file. Timings that miss a target are no failure. */
export async function runBench(options: Options): Promise<void> {
  const busy = await busyPorts();
  if (busy.length > 0) throw new Error(`Somebody else listens on ${busy.join(', ')}; try again`);
  const machine = await lookAtMachine();
  console.log(describeMachine(machine, null));

  const bench = await Bench.create(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bench.cleanUp().then(() => process.exit(130)));
  }
  try {
    const { figures, postgres } = await bench.measure();
    const file = join(bench.results, 'bench.json');
    const verdicts = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
    await writeFile(file, JSON.stringify({ at: new Date(), options, machine, postgres, figures: verdicts }, null, 2));
    console.log(`\n${describeMachine(machine, postgres)}\n\n${tableOf(figures)}\n\n${file}`);
  } catch (error) {
    await rm(bench.results, { recursive: true, force: true });
    throw error;
  } finally {
    await bench.cleanUp();
  }
}

class Bench {
  private readonly began = performance.now();
  private readonly http = new HttpClient();
  private readonly simulator = new LoadControl(this.http);
  private system: LocalSystem | undefined;

  private constructor(
    private readonly options: Options,
    private readonly directory: string,
    readonly results: string,
  ) {}

  static async create(options: Options): Promise<Bench> {
    const directory = await mkdtemp(join(tmpdir(), 'witness-bench-data-'));
    // As root, Postgres runs as another user, who has to pass.
    await chmod(directory, 0o711);
    return new Bench(options, directory, await mkdtemp(join(tmpdir(), 'witness-bench-')));
  }

  async measure(): Promise<{ figures: Figure[]; postgres: string | null }> {
    const { parts, rounds } = this.options;
    const underLoad = parts.filter((part) => part !== 'start');
    const figures: Figure[] = [];
    let postgres: string | null = null;
    if (underLoad.length > 0) {
      const { system, cpuTime } = await this.startSystem();
      postgres = await versionOf(system.databaseUrl);
      const seconds = (full: number): number => (this.options.quick ? 10 : full);
      for (const part of underLoad) {
        const measureOnce = (): Promise<Figure[]> =>
          part === 'answers'
            ? measureAnswers(this.simulator, system.databaseUrl, cpuTime, seconds(60))
            : measureNotifications(this.simulator, this.http, system.databaseUrl, cpuTime, seconds(30));
        figures.push(...(await this.repeated(part, rounds, measureOnce)));
      }
      figures.push(...(await this.repeated('ceiling', rounds, () => measureCommits(system.databaseUrl, 5))));
      await system.stop();
    }
    if (parts.includes('start')) {
      let round = 0;
      const measureOnce = (): Promise<Figure[]> => {
        round += 1;
        return measureStarts(join(this.directory, `start-${round}`), (message) => this.progress(message));
      };
      figures.push(...(await this.repeated('start', rounds, measureOnce)));
    }
    return { figures, postgres };
  }

  /** Nothing that was started stays, whatever happened. */
  async cleanUp(): Promise<void> {
    await this.system?.stop();
    await stopEmbeddedPostgres({ dataDir: join(this.directory, 'load') });
    await this.http.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async startSystem(): Promise<{ system: LocalSystem; cpuTime: () => Promise<CpuTime> }> {
    const dataDir = join(this.directory, 'load');
    const system = new LocalSystem({
      dataDir,
      databaseUrl: null,
      report: (message) => this.progress(message),
      recorders: this.options.recorders,
      settings: { mediaHost: { MEDIA_HOST_MAX_CALLS } },
      recorderNodeOptions: this.options.profile ? ['--cpu-prof', `--cpu-prof-dir=${this.results}`] : [],
    });
    this.system = system;
    await system.startDatabase();
    await system.startSimulator();
    await system.startRecorders();
    await system.startMediaHosts();
    return { system, cpuTime: () => CpuTime.start(system, dataDir) };
  }

  private async repeated(name: string, rounds: number, measureOnce: () => Promise<Figure[]>): Promise<Figure[]> {
    const measured: Figure[][] = [];
    for (let round = 1; round <= rounds; round += 1) {
      this.progress(`measuring: ${name}${rounds > 1 ? `, round ${round} of ${rounds}` : ''}`);
      measured.push(await measureOnce());
    }
    return medians(measured);
  }

  private progress(message: string): void {
    console.log(`${`${((performance.now() - this.began) / 1_000).toFixed(1)} s`.padStart(9)}  ${message}`);
  }
}

async function versionOf(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'unknown';
  } finally {
    await client.end();
  }
}
