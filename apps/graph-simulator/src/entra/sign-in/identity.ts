import { createHash } from 'node:crypto';
import type { ConsoleRole, Directory, Person } from './people.js';

/** Who somebody is in one tenant, and what was assigned to them there. */
export interface Identity {
  oid: string;
  tenantId: string;
  name: string;
  username: string;
  roles: readonly ConsoleRole[];
}

/** A person at an application. */
export interface SignedIn {
  readonly clientId: string;
  readonly identity: Identity;
}

/** The same person of the same tenant has the same id for good, so that audit trails can be followed. */
export function identityOf(person: Person, directory: Directory, roles: readonly ConsoleRole[]): Identity {
  return {
    oid: idFrom(`${directory.tenantId}/${person.key}`),
    tenantId: directory.tenantId,
    name: person.name,
    username: usernameOf(person, directory),
    roles,
  };
}

export function usernameOf({ key }: Person, { domain }: Directory): string {
  return `${key}@${domain}`;
}

/** What MSAL makes its account id of: `client_info`, base64url of JSON. */
export function clientInfoOf({ oid, tenantId }: Identity): string {
  return Buffer.from(JSON.stringify({ uid: oid, utid: tenantId })).toString('base64url');
}

/** RFC 9562, version 8: a UUID of its maker's own making. */
function idFrom(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
