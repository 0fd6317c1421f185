import { request, type JsonReply } from './http-json.js';
import { Program } from './program.js';
import { CLIENT_ID, CLIENT_SECRET, TENANT } from './simulator-program.js';

interface Setting {
  port: number;
  databaseUrl: string;
  caFile: string;
  simulator: { httpUrl: string; httpsUrl: string };
  more?: Readonly<Record<string, string>> | undefined;
}

/** One replica of the recorder. */
export class Recorder {
  readonly url: string;
  readonly port: number;
  readonly program: Program;

  constructor(name: string, { port, databaseUrl, caFile, simulator, more }: Setting) {
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    const env = {
      NODE_EXTRA_CA_CERTS: caFile,
      RECORDER_DATABASE_URL: databaseUrl,
      RECORDER_HTTP_HOST: '127.0.0.1',
      RECORDER_HTTP_PORT: String(port),
      RECORDER_GRAPH_URL: simulator.httpUrl,
      RECORDER_ENTRA_AUTHORITY_URL: simulator.httpsUrl,
      RECORDER_ENTRA_TENANT_ID: TENANT,
      RECORDER_ENTRA_CLIENT_ID: CLIENT_ID,
      RECORDER_ENTRA_CLIENT_SECRET: CLIENT_SECRET,
      RECORDER_CALLS_OPENID_URL: `${simulator.httpUrl}/v1/.well-known/OpenIdConfiguration`,
      RECORDER_ADMIN_OPENID_URL: `${simulator.httpUrl}/${TENANT}/v2.0/.well-known/openid-configuration`,
      RECORDER_ADMIN_ISSUERS: `${simulator.httpsUrl}/${TENANT}/v2.0`,
      RECORDER_CONSOLE_LOGIN_ORIGIN: simulator.httpUrl,
      // Tests ask until they see what they wait for.
      RECORDER_ADMIN_REQUESTS_PER_MINUTE: '1000000',
      RECORDER_LOG_LEVEL: 'debug',
      ...more,
    };
    this.program = new Program(name, 'recorder.js', env, `${this.url}/health/ready`);
  }

  /** A notification by hand, as Teams would post it; `path` goes on after /api/calls. */
  post(body: unknown, token?: string, path = ''): Promise<JsonReply> {
    return request('POST', `${this.url}/api/calls${path}`, { body, ...(token !== undefined && { token }) });
  }
}
