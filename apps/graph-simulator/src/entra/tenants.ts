import { z } from 'zod';
import { EntraRefusal } from './entra-error.js';

const ALIASES = ['common', 'organizations'];

/** Throws EntraRefusal unless the path names a tenant by its id: any id is a tenant of this desk. */
export function namedTenant(tenant: string): string {
  if (z.guid().safeParse(tenant).success) return tenant.toLowerCase();
  const detail = `Specified tenant identifier '${tenant}' is not valid here.`;
  throw new EntraRefusal(400, 'invalid_request', 900023, detail);
}

/** Throws EntraRefusal unless people can sign in at this path. Aliases will do: they say themselves whose they are. */
export function checkTenantOfPeople(tenant: string): void {
  if (!ALIASES.includes(tenant)) namedTenant(tenant);
}
