import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { developmentCertificates, type DevelopmentCertificates } from '../../scripts/system/certificates.js';
import { AdminClient } from './admin-client.js';
import { testDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { MediaHostDouble, type DoubleState } from './media-host-double.js';
import { ReferenceMediaHost } from './reference-media-host.js';
import { freePort, type Program } from './program.js';
import { Recorder } from './recorder.js';
import { SimulatorClient } from './simulator-client.js';
import { simulatorProgram, TENANT } from './simulator-program.js';

interface Wish {
  /** How many recorders run; default one. */
  recorders?: number;
  /** How many reference media hosts run; default none, but a double that a test can slow down. */
  mediaHosts?: number;
  /** Instead of that one double: several, and what they say of themselves. */
  doubles?: readonly DoubleState[];
  /** Tenants beside the home tenant that are served, and whose people may sign in. */
  otherTenants?: readonly string[];
  /** More settings for the recorders. */
  recorderEnv?: Readonly<Record<string, string>>;
  simulatorEnv?: Readonly<Record<string, string>>;
  /** A server that the test may break, instead of the one that all tests share. */
  postgres?: { database(): Promise<TestDatabase> };
  /** Instead of the database's own address: a way to it that a test can cut. */
  databaseUrl?: (url: string) => string;
}

export { TENANT };

/**
 * Everything that runs in production as the processes that run there, on free ports of this machine: recorders and
 * media hosts from dist/, a database of their own, and the simulator in Microsoft's place.
 */
export class System {
  simulator!: SimulatorClient;
  admin!: AdminClient;
  readonly recorders: Recorder[] = [];
  readonly mediaHosts: ReferenceMediaHost[] = [];
  /** One unless several, or reference media hosts, were asked for. */
  readonly doubles: MediaHostDouble[] = [];
  database!: TestDatabase;
  private readonly endings: (() => Promise<unknown>)[] = [];
  private readonly programs: Program[] = [];

  /** Resolves when a call could come. What was started is stopped again if that fails. */
  static async start(wish: Wish = {}): Promise<System> {
    const system = new System();
    try {
      await system.build(wish);
      return system;
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  /** The first recorder. */
  get recorder(): Recorder {
    return this.recorders[0]!;
  }

  /** The first double. */
  get mediaHost(): MediaHostDouble {
    return this.doubles[0]!;
  }

  /** Everything that recorders and media hosts have printed. */
  get logs(): string {
    return this.programs.map(({ output }) => output).join('\n');
  }

  async stop(): Promise<void> {
    for (const end of this.endings.splice(0).reverse()) await end();
  }

  /** Waits until the end of this call is on record. */
  async ended(callId: string): Promise<void> {
    await eventually(async () => {
      const { endedAt } = await this.admin.session(callId);
      if (endedAt === null) throw new Error(`Call ${callId} has not ended`);
    });
  }

  /** One statement on the recorders' database, past the recorders. */
  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    const client = new Client({ connectionString: this.database.url });
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  private async build(wish: Wish): Promise<void> {
    const directory = await mkdtemp('/tmp/witness-system-');
    this.endings.push(() => rm(directory, { recursive: true, force: true }));
    const [database, tls] = await Promise.all([
      wish.postgres?.database() ?? testDatabase(),
      developmentCertificates(join(directory, 'tls')),
    ]);
    this.endings.push(() => database.close());
    this.database = database;

    const ports = await Promise.all(Array.from({ length: wish.recorders ?? 1 }, freePort));
    const recorderUrls = ports.map((port) => `http://127.0.0.1:${port}`);
    const simulator = await this.startSimulator(tls, recorderUrls, wish.simulatorEnv);
    const more = { ...tenantSettings(simulator.httpsUrl, wish.otherTenants), ...wish.recorderEnv };
    const databaseUrl = wish.databaseUrl?.(database.url) ?? database.url;
    for (const port of ports) {
      const setting = { port, databaseUrl, caFile: tls.caFile, simulator, more };
      this.recorders.push(new Recorder(`recorder-${this.recorders.length + 1}`, setting));
    }
    await Promise.all(this.recorders.map(({ program }) => this.run(program)));

    const reader = await this.simulator.accessToken(['Recording.Read', 'Recording.Operate']);
    this.admin = new AdminClient(
      () => (this.recorders.find(({ program }) => program.alive) ?? this.recorder).url,
      reader,
    );
    const token = await this.simulator.accessToken(['Media.Host']);
    for (const state of wish.doubles ?? (wish.mediaHosts ? [] : [{}])) {
      const double = await MediaHostDouble.start(recorderUrls, token, state);
      this.endings.push(() => double.stop());
      this.doubles.push(double);
    }
    for (let i = 1; i <= (wish.mediaHosts ?? 0); i += 1) {
      const dataDir = join(directory, `media-${i}`);
      const host = await ReferenceMediaHost.prepare(i, { dataDir, recorderUrls, caFile: tls.caFile, simulator });
      this.mediaHosts.push(host);
      await this.run(host.program);
    }
    await this.hasMediaHosts(this.mediaHosts.length + this.doubles.length);
  }

  private async startSimulator(
    tls: DevelopmentCertificates,
    recorderUrls: string[],
    more?: Readonly<Record<string, string>>,
  ): Promise<{ httpUrl: string; httpsUrl: string }> {
    const { program, ...urls } = await simulatorProgram(tls, recorderUrls, more);
    this.endings.push(() => program.kill());
    await program.start();
    this.simulator = new SimulatorClient(urls.httpUrl);
    return urls;
  }

  private async run(program: Program): Promise<void> {
    this.programs.push(program);
    this.endings.push(() => program.kill());
    await program.start();
  }

  private async hasMediaHosts(count: number): Promise<void> {
    await eventually(async () => {
      const [row] = await this.sql<{ hosts: number }>('SELECT count(*)::integer AS hosts FROM media_host');
      if ((row?.hosts ?? 0) < count) throw new Error(`${row?.hosts} of ${count} media hosts have reported`);
    });
  }
}

function tenantSettings(authorityUrl: string, others: readonly string[] = []): Record<string, string> {
  if (others.length === 0) return {};
  const tenants = [TENANT, ...others];
  return {
    RECORDER_CALLS_TENANTS: tenants.join(),
    RECORDER_ADMIN_ISSUERS: tenants.map((tenant) => `${authorityUrl}/${tenant}/v2.0`).join(),
  };
}
