import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { HttpClient, stopEmbeddedPostgres } from '@app/platform';
import { Client } from 'pg';
import { LocalSystem } from '../system/local-system.js';
import { busyPorts } from '../system/ports.js';
import type { ProgramEnvironment } from '../system/topology.js';
import { measureAnswers } from './answers.js';
import { measureCommits } from './commits.js';
import { medians, tableOf, verdictOf, type Figure } from './figure.js';
import { measureHistory } from './history.js';
import { LISTS_FOR_TENANTS, measureLists } from './lists.js';
import { LoadControl } from './load-control.js';
import { measureJoinings } from './joinings.js';
import { describeMachine, lookAtMachine } from './machine.js';
import { measureNotifications } from './notifications.js';
import type { Options, Part } from './options.js';
import { measureReading } from './reading.js';
import { profilesOf } from './recorder-profiles.js';
import { measureSoak } from './soak.js';
import { commitOfSources } from './source-tree.js';
import { Seed } from './seed.js';
import { measureStarts } from './start-times.js';
import { measureReplicas, measureThroughput } from './throughput.js';

/** Room for every call of a load run at once; there is no audio to cost anything. */
const MEDIA_HOST_MAX_CALLS = '5000';

const ANSWERS = { part: 'answers', perSecond: 50, p99Ms: 250, maxMs: 1_000 };
/** What is promised for two cores; the simulator and the media hosts are on them, too. */
const MANY_ANSWERS = { ...ANSWERS, part: 'answers-200', perSecond: 200 };
/** Five thousand meetings that all begin at nine. */
const TOP_OF_THE_HOUR = { part: 'storm', perSecond: 250, seconds: 20, p99Ms: 1_000, maxMs: 5_000 };

/** What the lists of the usual run are asked about; those of a million are a part of their own. */
const RECENT_SESSIONS = 50_000;

/** Measures, prints the table, and leaves nothing behind but its file. Timings that miss a target are no failure. */
export async function runBench(options: Options): Promise<void> {
  const busy = await busyPorts();
  if (busy.length > 0) throw new Error(`Somebody else listens on ${busy.join(', ')}; try again`);
  const machine = await lookAtMachine();
  const commit = await commitOfSources();
  console.log(describeMachine(machine, null));

  const bench = await Bench.create(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void bench.cleanUp().then(() => process.exit(130)));
  }
  try {
    await bench.measure();
    const { figures, postgres, profiles } = bench;
    const file = join(bench.results, 'bench.json');
    const verdicts = figures.map((figure) => ({ ...figure, verdict: verdictOf(figure) }));
    const results = { at: new Date(), commit, options, machine, postgres, figures: verdicts };
    await writeFile(file, JSON.stringify(results, null, 2));
    const sources = `Commit: ${commit ?? 'not known'}`;
    console.log(`\n${describeMachine(machine, postgres)}\n${sources}\n\n${tableOf(figures)}\n\n${file}`);
    for (const text of profiles) console.log(`\n${text}`);
  } catch (error) {
    // What took an hour is not lost with what came after it.
    if (bench.figures.length > 0) console.log(`\n${tableOf(bench.figures)}\n`);
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
  /** Of the parts that are measured. */
  readonly figures: Figure[] = [];
  postgres: string | null = null;
  readonly profiles: string[] = [];

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

  async measure(): Promise<void> {
    for (const part of this.options.parts) this.figures.push(...(await this.repeated(part)));
  }

  /** Nothing that was started stays, whatever happened. */
  async cleanUp(): Promise<void> {
    if (this.system) await leave(this.system);
    await this.http.close();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** Every measurement has a system and a database of its own: none pays for what another left behind. */
  private async underLoad(
    dataDir: string,
    measureOnce: (system: LocalSystem) => Promise<Figure[]>,
    recorders = this.options.recorders ?? 2,
    recorder: ProgramEnvironment = {},
  ): Promise<Figure[]> {
    const system = this.newSystem(dataDir, recorders, recorder);
    await system.startDatabase();
    this.postgres ??= await versionOf(system.databaseUrl);
    await system.startSimulator();
    await system.startRecorders();
    await system.startMediaHosts();
    const figures = await measureOnce(system);
    await leave(system);
    if (this.options.profile) this.profiles.push(...(await profilesOf(system.programs, this.profilesIn(dataDir))));
    return figures;
  }

  private async bareDatabase(dataDir: string): Promise<Figure[]> {
    const system = this.newSystem(dataDir);
    await system.startDatabase();
    this.postgres ??= await versionOf(system.databaseUrl);
    const figures = await measureCommits(system, 5);
    await leave(system);
    return figures;
  }

  /** Those of one measurement: what was measured is the name of its directory. */
  private profilesIn(dataDir: string): string {
    return join(this.results, basename(dataDir));
  }

  private newSystem(dataDir: string, recorders = 2, recorder: ProgramEnvironment = {}): LocalSystem {
    this.system = new LocalSystem({
      dataDir,
      databaseUrl: null,
      report: (message) => this.progress(message),
      recorders,
      settings: { mediaHost: { MEDIA_HOST_MAX_CALLS }, recorder },
      recorderNodeOptions: this.options.profile ? ['--cpu-prof', `--cpu-prof-dir=${this.profilesIn(dataDir)}`] : [],
    });
    return this.system;
  }

  private async repeated(part: Part): Promise<Figure[]> {
    const { rounds } = this.options;
    const measured: Figure[][] = [];
    for (let round = 1; round <= rounds; round += 1) {
      this.progress(`measuring ${part}${rounds > 1 ? `, round ${round} of ${rounds}` : ''}`);
      measured.push(await this.once(part, join(this.directory, `${part}-${round}`)));
    }
    return medians(measured);
  }

  private once(part: Part, dataDir: string): Promise<Figure[]> {
    const { simulator, http } = this;
    const seconds = (full: number): number => (this.options.quick ? 10 : full);
    const progress = (message: string) => this.progress(message);
    const { recorders } = this.options;
    switch (part) {
      case 'ceiling':
        return this.bareDatabase(dataDir);
      case 'throughput':
        return this.underLoad(
          dataDir,
          (system) => measureThroughput({ simulator, http, system, progress, seconds: seconds(20) }),
          recorders ?? 1,
        );
      case 'answers':
        return this.underLoad(dataDir, (system) =>
          measureAnswers(simulator, system, { ...ANSWERS, seconds: seconds(60) }),
        );
      case 'answers-200':
        return this.underLoad(dataDir, (system) =>
          measureAnswers(simulator, system, { ...MANY_ANSWERS, seconds: seconds(20) }),
        );
      case 'storm':
        return this.underLoad(dataDir, (system) => measureAnswers(simulator, system, TOP_OF_THE_HOUR));
      case 'notifications':
        return this.underLoad(dataDir, (system) => measureNotifications(simulator, http, system, seconds(30)));
      case 'joinings':
        return this.underLoad(dataDir, (system) => measureJoinings(simulator, system, progress), recorders ?? 4);
      case 'admin':
        return this.underLoad(
          dataDir,
          async (system) => {
            const seed = await Seed.on(system.databaseUrl);
            await seed.past(RECENT_SESSIONS, progress).finally(() => seed.close());
            return measureLists({ part, http, system, progress });
          },
          recorders ?? 2,
          LISTS_FOR_TENANTS,
        );
      case 'reading':
        return measureReading();
      case 'replicas':
        return this.replicas(dataDir, seconds(20));
      case 'soak':
        return this.underLoad(dataDir, (system) =>
          measureSoak({ simulator, http, system, progress, seconds: this.options.quick ? 60 : 600 }),
        );
      case 'history':
        return this.underLoad(
          dataDir,
          (system) => {
            const { sessions } = this.options;
            return measureHistory({ simulator, http, system, progress, sessions, seconds: seconds(30) });
          },
          1,
          LISTS_FOR_TENANTS,
        );
      case 'start':
        return measureStarts(dataDir, progress);
    }
  }

  /** The same with one, two and four recorders, each with a database of their own. */
  private async replicas(dataDir: string, seconds: number): Promise<Figure[]> {
    const { simulator, http } = this;
    const progress = (message: string) => this.progress(message);
    const figures: Figure[] = [];
    for (const recorders of [1, 2, 4]) {
      const measured = await this.underLoad(
        `${dataDir}-${recorders}`,
        (system) => measureReplicas({ simulator, http, system, progress, seconds }),
        recorders,
      );
      figures.push(...measured);
    }
    return figures;
  }

  private progress(message: string): void {
    console.log(`${`${((performance.now() - this.began) / 1_000).toFixed(1)} s`.padStart(9)}  ${message}`);
  }
}

/** Its data goes with it, because rounds of a large history would fill the disk. */
async function leave(system: LocalSystem): Promise<void> {
  await system.stop();
  await stopEmbeddedPostgres({ dataDir: system.dataDir });
  await rm(system.dataDir, { recursive: true, force: true, maxRetries: 3 });
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
