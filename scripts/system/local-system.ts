import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@app/platform';
import { migrate } from '../../migrations/migrate.js';
import { developmentCertificates, type DevelopmentCertificates } from './certificates.js';
import { AdminApi, SimulatorControl } from './clients.js';
import { Program } from './program.js';
import { soleUser } from './sole-user.js';
import {
  MEDIA_HOST_IDS,
  mediaHostEnvironment,
  RECORDER_URLS,
  recorderEnvironment,
  SIMULATOR_URL,
  simulatorEnvironment,
  type ProgramEnvironment,
} from './topology.js';
import { until } from './until.js';

export type Role = 'simulator' | 'recorder' | 'mediaHost';

export interface LocalSystemPlan {
  dataDir: string;
  /** Null: an embedded one under `dataDir`. */
  databaseUrl: string | null;
  /** Told, in words, whatever has come up or gone down. */
  report: (message: string) => void;
  /** How many of the topology's recorders run. */
  recorders?: 1 | 2;
  /** On top of what the topology says, or instead of it. */
  settings?: Partial<Record<Role, ProgramEnvironment>>;
  /** Options of node itself for the recorders. */
  recorderNodeOptions?: readonly string[];
}

/** The whole system on this machine, every program a process of its own: started in order, stopped in reverse. */
export class LocalSystem {
  readonly simulator = new SimulatorControl(SIMULATOR_URL);
  readonly programs: { role: Role; program: Program }[] = [];
  /** Known once the database is up. */
  databaseUrl = '';
  private readonly stops: (() => Promise<void>)[] = [];
  private stopped: Promise<void> | undefined;
  private certificates: Promise<DevelopmentCertificates> | undefined;

  constructor(private readonly plan: LocalSystemPlan) {}

  get dataDir(): string {
    return this.plan.dataDir;
  }

  get stopping(): boolean {
    return this.stopped !== undefined;
  }

  get logs(): string {
    return join(this.plan.dataDir, 'logs');
  }

  get recorderUrls(): string[] {
    return RECORDER_URLS.slice(0, this.plan.recorders ?? RECORDER_URLS.length);
  }

  /** What its programs trust, for NODE_EXTRA_CA_CERTS. */
  async caFile(): Promise<string> {
    return (await this.tls()).caFile;
  }

  async startDatabase(): Promise<void> {
    const { dataDir, databaseUrl, report } = this.plan;
    await mkdir(dataDir, { recursive: true });
    this.databaseUrl = databaseUrl ?? (await this.startEmbedded());
    this.stops.push(await soleUser(this.databaseUrl));
    const migrations = await migrate(this.databaseUrl);
    report(`database ready in ${dataDir}${migrations.length > 0 ? `, ${migrations.length} migrations ran` : ''}`);
  }

  async startSimulator(): Promise<void> {
    const tls = await this.tls();
    const recorders = this.recorderUrls.map((url) => `${url}/api/calls`).join();
    await this.run('simulator', 'simulator', 'apps/graph-simulator/src/main.js', {
      ...simulatorEnvironment(tls),
      SIMULATOR_RECORDER_URLS: recorders,
    });
    await until('The Teams simulator starts', 30, async () => (await this.simulator.scenarios()).length > 0);
    this.plan.report('Teams simulator ready');
  }

  async startRecorders(): Promise<void> {
    const urls = this.recorderUrls;
    for (const replica of urls.keys()) {
      const environment = recorderEnvironment(replica, this.databaseUrl);
      await this.run('recorder', `recorder-${replica + 1}`, 'apps/recorder/src/main.js', environment);
    }
    for (const url of urls) {
      await until(`The recorder at ${url} becomes ready`, 30, async () => (await fetch(`${url}/health/ready`)).ok);
    }
    this.plan.report(urls.length === 1 ? 'one recorder ready' : 'two recorders ready');
  }

  async startMediaHosts(): Promise<void> {
    const started = new Date();
    for (const index of [0, 1] as const) {
      const name = MEDIA_HOST_IDS[index] ?? '';
      await this.run('mediaHost', name, 'apps/media-host/src/main.js', {
        ...mediaHostEnvironment(index, join(this.plan.dataDir, name)),
        MEDIA_HOST_RECORDER_URLS: this.recorderUrls.join(),
      });
    }
    const admin = new AdminApi(this.recorderUrls[0] ?? '', await this.simulator.token(['Recording.Read']));
    await until('The media hosts report', 30, async () => {
      const { items } = await admin.mediaHosts();
      const fresh = items.filter(({ heartbeatAt }) => new Date(heartbeatAt) > started);
      return MEDIA_HOST_IDS.every((id) => fresh.some((host) => host.hostId === id));
    });
    this.plan.report('two media hosts ready');
  }

  /** Programs first, the database last. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      for (const stopOne of this.stops.reverse()) await stopOne();
    })();
    return this.stopped;
  }

  private async startEmbedded(): Promise<string> {
    const starting = startEmbeddedPostgres({ dataDir: this.plan.dataDir });
    // Noted before it is there: a Ctrl+C that comes meanwhile must not leave a server behind.
    this.stops.push(() => starting.then((server) => server.stop()).catch(() => undefined));
    return (await starting).url;
  }

  private tls(): Promise<DevelopmentCertificates> {
    // First the directory that others may enter: certificates make theirs, and all above it, private.
    return (this.certificates ??= mkdir(this.plan.dataDir, { recursive: true }).then(() =>
      developmentCertificates(join(this.plan.dataDir, 'tls')),
    ));
  }

  private async run(role: Role, name: string, main: string, environment: ProgramEnvironment): Promise<void> {
    const { report, settings, recorderNodeOptions } = this.plan;
    const caFile = await this.caFile();
    await mkdir(this.logs, { recursive: true });
    // Ctrl+C came first: nothing more is started that nobody would stop.
    if (this.stopping) return;
    const program = new Program(
      name,
      main,
      { NODE_EXTRA_CA_CERTS: caFile, ...environment, ...settings?.[role] },
      join(this.logs, `${name}.log`),
      report,
      role === 'recorder' ? recorderNodeOptions : [],
    );
    this.programs.push({ role, program });
    this.stops.push(() => program.stop());
    program.start();
  }
}
