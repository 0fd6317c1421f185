import { z } from 'zod';
import { EntraRefusal } from './entra-error.js';
import type { Directory } from './sign-in/people.js';

const ALIASES = ['common', 'organizations'];

/** Throws EntraRefusal unless the path names a tenant by its id: any id is a tenant of this desk. */
export function namedTenant(tenant: string): string {
  if (z.guid().safeParse(tenant).success) return tenant.toLowerCase();
  const detail = `Specified tenant identifier '${tenant}' is not valid here.`;
  throw new EntraRefusal(400, 'invalid_request', 900023, detail);
}

/** Whether a path names no tenant, but leaves it to people to say whose they are. */
export function isAlias(tenant: string): boolean {
  return ALIASES.includes(tenant);
}

/**
 * Whose people sign in at this path: at an alias everybody's, at that of a tenant its own. Entra lets others in there who
 * are its guests, and nobody at this desk is one. Throws EntraRefusal when it is nobody's.
 */
export function directoriesAt(tenant: string, known: readonly Directory[]): readonly Directory[] {
  if (isAlias(tenant)) return known;
  const id = namedTenant(tenant);
  const own = known.filter(({ tenantId }) => tenantId === id);
  if (own.length > 0) return own;
  const detail = `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID.`;
  throw new EntraRefusal(400, 'invalid_request', 90002, detail);
}
