import type { Config } from '@app/platform';

/**
 * Where people sign in. At the home tenant's address Entra lets in its own people and its guests, and takes them for its
 * own. Where tokens of other tenants are believed, their people have to sign in as what they are: at `organizations`, which
 * leaves it to them to say whose they are. Whether we serve their tenant, the admin API says.
 */
export function signInAuthority({ entra, admin }: Pick<Config, 'entra' | 'admin'>): string {
  const isHome = (issuer: string) => issuer.toLowerCase().split('/').includes(entra.tenantId);
  return `${entra.authorityUrl}/${admin.issuers.every(isHome) ? entra.tenantId : 'organizations'}`;
}
