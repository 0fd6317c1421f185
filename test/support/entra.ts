import { SignJWT } from 'jose';
import { testAuthority } from './certificates.js';
import { TestServer, type PreparedReply, type ReceivedRequest } from './http-server.js';

/** Making keys takes longer than most tests; one server certificate does for all of a file. */
let certified: ReturnType<typeof certify> | undefined;

async function certify() {
  const authority = await testAuthority();
  return { ca: authority.cert, tls: await authority.issue('entra') };
}

/** The identity platform's token endpoint over real TLS, as much of it as an application needs. */
export class EntraDouble {
  /** Of the tokens that it gives out. */
  expiresInSeconds = 3599;
  roles: string[] = [];
  /** Replies to give instead of tokens, in order. */
  readonly failures: PreparedReply[] = [];
  /** Holds token requests back until it resolves. */
  gate: Promise<void> = Promise.resolve();
  private issued = 0;

  private constructor(
    private readonly server: () => TestServer,
    /** PEM of the authority that vouches for it. */
    readonly ca: string,
  ) {}

  static async start(): Promise<EntraDouble> {
    const { ca, tls } = await (certified ??= certify());
    const server: { started?: TestServer } = {};
    const self = new EntraDouble(() => server.started!, ca);
    server.started = await TestServer.start((request) => self.reply(request), tls);
    return self;
  }

  get url(): string {
    return this.server().url;
  }

  get tokenRequests(): URLSearchParams[] {
    return this.posts().map(({ body }) => new URLSearchParams(body));
  }

  /** The tenant in the path of each token request. */
  get tenants(): string[] {
    return this.posts().map(({ url }) => url.split('/')[1]!);
  }

  close(): Promise<void> {
    return this.server().close();
  }

  private posts(): ReceivedRequest[] {
    return this.server().requests.filter(({ method }) => method === 'POST');
  }

  private async reply({ method, url, body }: ReceivedRequest): Promise<PreparedReply> {
    const authority = `${this.url}/${url.split('/')[1]}`;
    if (method === 'GET') {
      const endpoints = {
        issuer: `${authority}/v2.0`,
        authorization_endpoint: `${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `${authority}/oauth2/v2.0/token`,
        jwks_uri: `${authority}/discovery/v2.0/keys`,
      };
      return { status: 200, body: endpoints };
    }
    await this.gate;
    const failure = this.failures.shift();
    if (failure) return failure;
    this.issued += 1;
    const aud = new URLSearchParams(body).get('scope')?.replace('/.default', '') ?? '';
    const token = await new SignJWT({ aud, roles: this.roles, jti: `token-${this.issued}` })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.alloc(32, 1));
    return { status: 200, body: { token_type: 'Bearer', expires_in: this.expiresInSeconds, access_token: token } };
  }
}
