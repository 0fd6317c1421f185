import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres, type StopMode } from '@app/platform';
import { migrate } from '../../migrations/migrate.js';
import { developmentCertificates, type DevelopmentCertificates } from './certificates.js';
import { AdminApi, SimulatorControl, type HostOrder } from './clients.js';
import type { Breakable } from './desk.js';
import { Program } from './program.js';
import { Refused } from './refused.js';
import { soleUser } from './sole-user.js';
import {
  mediaHostEnvironment,
  mediaHostId,
  mediaHostPorts,
  PORTS,
  recorderEnvironment,
  recorderPort,
  recorderUrls,
  SIMULATOR_URL,
  simulatorEnvironment,
  USUAL,
  type ProgramEnvironment,
} from './topology.js';
import { until } from './until.js';

export type Role = 'simulator' | 'recorder' | 'mediaHost';

const MAINS: Record<Role, string> = {
  simulator: 'graph-simulator.js',
  recorder: 'recorder.js',
  mediaHost: 'media-host.js',
};

export interface LocalSystemPlan {
  dataDir: string;
  /** Null: an embedded one under `dataDir`. */
  databaseUrl: string | null;
  /** Told, in words, whatever has come up or gone down. */
  report: (message: string) => void;
  /** How many there are of each; as many as `npm start` runs unless said. */
  recorders?: number;
  mediaHosts?: number;
  /** On top of what the topology says, or instead of it. */
  settings?: Partial<Record<Role, ProgramEnvironment>>;
  /** Options of node itself for the recorders. */
  recorderNodeOptions?: readonly string[];
  /** How long after it was ended on purpose a program is started again; at once unless said. */
  comesBackAfterMs?: number;
}

/** The whole system on this machine, every program a process of its own: started in order, stopped in reverse. */
export class LocalSystem implements Breakable {
  readonly simulator = new SimulatorControl(SIMULATOR_URL);
  readonly programs: { role: Role; ports: readonly number[]; program: Program }[] = [];
  /** Known once the database is up. */
  databaseUrl = '';
  /** Undefined while it is somebody else's. */
  private embedded: EmbeddedPostgres | undefined;
  private restarting: Promise<void> | undefined;
  private leaveDatabase: () => Promise<void> = () => Promise.resolve();
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
    return recorderUrls(this.plan.recorders);
  }

  private get mediaHostIds(): string[] {
    return Array.from({ length: this.plan.mediaHosts ?? USUAL.mediaHosts }, (_, index) => mediaHostId(index));
  }

  /** What its programs trust, for NODE_EXTRA_CA_CERTS. */
  async caFile(): Promise<string> {
    return (await this.tls()).caFile;
  }

  async startDatabase(): Promise<void> {
    const { dataDir, databaseUrl, report } = this.plan;
    await mkdir(dataDir, { recursive: true });
    this.databaseUrl = databaseUrl ?? (await this.startEmbedded());
    this.leaveDatabase = await soleUser(this.databaseUrl);
    this.stops.push(() => this.leaveDatabase());
    const migrations = await migrate(this.databaseUrl);
    report(`database ready in ${dataDir}${migrations.length > 0 ? `, ${migrations.length} migrations ran` : ''}`);
  }

  async startSimulator(): Promise<void> {
    const tls = await this.tls();
    const environment = simulatorEnvironment(tls, this.recorderUrls);
    const ports = [PORTS.simulatorHttp, PORTS.simulatorHttps];
    await this.run('simulator', 'simulator', ports, environment);
    await until('The Teams simulator starts', 30, async () => (await this.simulator.scenarios()).length > 0);
    this.plan.report('Teams simulator ready');
  }

  async startRecorders(): Promise<void> {
    const urls = this.recorderUrls;
    for (const replica of urls.keys()) {
      const environment = recorderEnvironment(replica, this.databaseUrl);
      await this.run('recorder', `recorder-${replica + 1}`, [recorderPort(replica)], environment);
    }
    for (const url of urls) {
      await until(`The recorder at ${url} becomes ready`, 30, async () => (await fetch(`${url}/health/ready`)).ok);
    }
    this.plan.report(`${inWords(urls.length, 'recorder')} ready`);
  }

  async startMediaHosts(): Promise<void> {
    const started = new Date();
    for (const [index, name] of this.mediaHostIds.entries()) {
      const environment = mediaHostEnvironment(index, join(this.plan.dataDir, name), this.recorderUrls);
      await this.run('mediaHost', name, Object.values(mediaHostPorts(index)), environment);
    }
    const admin = new AdminApi(this.recorderUrls[0] ?? '', await this.simulator.token(['Recording.Read']));
    await until('The media hosts report', 30, async () => {
      const { items } = await admin.mediaHosts();
      const fresh = items.filter(({ heartbeatAt }) => new Date(heartbeatAt) > started);
      return this.mediaHostIds.every((id) => fresh.some((host) => host.hostId === id));
    });
    this.plan.report(`${inWords(this.mediaHostIds.length, 'media host')} ready`);
  }

  async restartDatabase(mode: StopMode, downMs: number): Promise<void> {
    const { embedded, restarting } = this;
    if (!embedded) throw new Refused(409, 'the database is not this system’s own: RECORDER_DATABASE_URL names it');
    if (restarting || this.stopping) throw new Refused(409, 'the database is being restarted or stopped already');
    this.restarting = embedded
      .restart(mode, downMs)
      // Its connections are cut, and with them the claim to be the only system.
      .then(async () => void (this.leaveDatabase = await soleUser(this.databaseUrl)))
      .finally(() => (this.restarting = undefined));
    await this.restarting;
  }

  async orderMediaHost(hostId: string, order: HostOrder): Promise<void> {
    let refusal = new Refused(503, 'no recorder answers');
    for (const url of this.recorderUrls) {
      try {
        const token = await this.simulator.token(['Recording.Operate']);
        return await new AdminApi(url, token).order(hostId, order);
      } catch (error) {
        if (error instanceof Refused) refusal = error;
      }
    }
    throw refusal;
  }

  /** Programs first, the database last. */
  stop(): Promise<void> {
    this.stopped ??= (async () => {
      await this.restarting?.catch(() => undefined);
      for (const stopOne of this.stops.reverse()) await stopOne();
    })();
    return this.stopped;
  }

  private async startEmbedded(): Promise<string> {
    const starting = startEmbeddedPostgres({ dataDir: this.plan.dataDir });
    // Noted before it is there: a Ctrl+C that comes meanwhile must not leave a server behind.
    this.stops.push(() => starting.then((server) => server.stop()).catch(() => undefined));
    this.embedded = await starting;
    return this.embedded.url;
  }

  private tls(): Promise<DevelopmentCertificates> {
    // First the directory that others may enter: certificates make theirs, and all above it, private.
    return (this.certificates ??= mkdir(this.plan.dataDir, { recursive: true }).then(() =>
      developmentCertificates(join(this.plan.dataDir, 'tls')),
    ));
  }

  private async run(
    role: Role,
    name: string,
    ports: readonly number[],
    environment: ProgramEnvironment,
  ): Promise<void> {
    const { report, settings, recorderNodeOptions, comesBackAfterMs } = this.plan;
    const caFile = await this.caFile();
    await mkdir(this.logs, { recursive: true });
    // Ctrl+C came first: nothing more is started that nobody would stop.
    if (this.stopping) return;
    const program = new Program(
      name,
      MAINS[role],
      { NODE_EXTRA_CA_CERTS: caFile, ...environment, ...settings?.[role] },
      join(this.logs, `${name}.log`),
      report,
      role === 'recorder' ? recorderNodeOptions : [],
      comesBackAfterMs,
    );
    this.programs.push({ role, ports, program });
    this.stops.push(() => program.stop());
    program.start();
  }
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function inWords(count: number, what: string): string {
  return `${WORDS[count] ?? count} ${what}${count === 1 ? '' : 's'}`;
}
