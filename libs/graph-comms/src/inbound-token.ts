import { bearerToken, type Config, type OpenIdKeys } from '@app/platform';
import { TenantRefused } from './inbound-token.errors.js';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** What Microsoft's .NET library calls `tid`; seen in its logs, so perhaps on some wire (protocol §11.1). */
const LONG_TENANT_CLAIM = 'http://schemas.microsoft.com/identity/claims/tenantid';

/** Who is calling when a request says it comes from Teams (protocol §11.2). Asked before a body is looked at. */
export class InboundTokens {
  constructor(
    private readonly keys: OpenIdKeys,
    private readonly calls: Config['calls'],
  ) {}

  /** True once keys are at hand; until then every request is refused. */
  get ready(): boolean {
    return this.keys.ready;
  }

  start(): Promise<void> {
    return this.keys.start();
  }

  stop(): void {
    this.keys.stop();
  }

  /**
   * The tenant that a request of Teams is about, in lower case.
   *
   * `rawHeaders` are Node's, because only they show a repeated Authorization header.
   * @throws TokenRefused (401) when the token is not to be believed, TenantRefused (403) when its tenant is not served
   */
  async verify(rawHeaders: readonly string[]): Promise<{ tenantId: string }> {
    const { issuers, audiences, tenants } = this.calls;
    const claims = await this.keys.verify(bearerToken(rawHeaders), { issuers, audiences });
    const claim = claims.tid ?? claims[LONG_TENANT_CLAIM];
    const tenantId = typeof claim === 'string' ? claim.toLowerCase() : '';
    if (!GUID.test(tenantId)) throw new TenantRefused('missing');
    if (tenants !== '*' && !tenants.includes(tenantId)) throw new TenantRefused('not-served', tenantId);
    return { tenantId };
  }
}
