/**
 * The identity platform gave us no token. `refused`: the credential, the application or the tenant is not accepted,
 * and asking again changes nothing until a person acts; `retry`: a fault of the moment.
 */
export class AppTokenUnavailable extends Error {
  constructor(
    readonly category: 'refused' | 'retry',
    /** The platform's own error code, e.g. `invalid_client`, or the fault of the connection. */
    readonly code: string,
    readonly tenantId: string,
  ) {
    super(`No token for tenant ${tenantId}: ${code}`);
    this.name = 'AppTokenUnavailable';
  }
}
