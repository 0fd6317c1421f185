import { AppTokens, Config, HttpClient, SystemClock, NO_LEASE } from '@app/platform';
import { RememberedLog } from './doubles.js';
import { TestServer, type Behaviour } from './http-server.js';
import { HttpGraphCommsClient } from '../../libs/graph-comms/src/http-graph-comms.client.js';

/** A real server in Graph's place, and a client of it. */
export class GraphDesk {
  readonly log = new RememberedLog();
  readonly tokens = new RememberedTokens();

  private constructor(
    readonly server: TestServer,
    private readonly http: HttpClient,
  ) {}

  static async open(behaviour: Behaviour): Promise<GraphDesk> {
    return new GraphDesk(await TestServer.start(behaviour), new HttpClient());
  }

  client(version: 'v1.0' | 'beta' = 'v1.0'): HttpGraphCommsClient {
    const config = Config.load({
      RECORDER_ENTRA_TENANT_ID: CALL.tenantId,
      RECORDER_ENTRA_CLIENT_ID: '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b',
      RECORDER_ENTRA_CLIENT_SECRET: 'unused',
      RECORDER_GRAPH_URL: this.server.url,
      RECORDER_GRAPH_VERSION: version,
    });
    return new HttpGraphCommsClient(config, this.http, this.tokens, new SystemClock(), this.log);
  }

  async close(): Promise<void> {
    await this.http.close();
    await this.server.close();
  }
}

/** Gives `token-1` until it is told to forget it. */
export class RememberedTokens extends AppTokens {
  readonly asked: string[] = [];
  readonly forgotten: (string | undefined)[] = [];
  failWith: Error | null = null;

  get(resource: string, tenantId: string): Promise<string> {
    this.asked.push(`${resource} ${tenantId}`);
    return this.failWith ? Promise.reject(this.failWith) : Promise.resolve(`token-${this.forgotten.length + 1}`);
  }

  forget(_resource: string, _tenantId: string, refused?: string): void {
    this.forgotten.push(refused);
  }
}

export const CALL = {
  tenantId: '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293',
  graphCallId: '57DAB8B1894C409AB240BD8BEAE78896',
  callChainId: '1e8cab8d-2f73-42b0-a281-885341f7251b',
  lease: NO_LEASE,
};

export const within = (ms: number) => new Date(Date.now() + ms);
