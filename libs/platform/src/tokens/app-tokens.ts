/** Our own access tokens, from the identity platform, for a resource in a tenant. Kept warm; safe to ask often. */
export abstract class AppTokens {
  /** `resource` without `/.default`, e.g. `https://graph.microsoft.com` or `api://<client id>`. */
  abstract get(resource: string, tenantId: string): Promise<string>;

  /**
   * The resource refused the token (401): the next `get` asks the identity platform again. Naming the refused token
   * keeps a newer one, which a request that started later has already fetched.
   */
  abstract forget(resource: string, tenantId: string, refused?: string): void;
}
