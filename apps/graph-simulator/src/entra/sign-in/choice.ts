import { z } from 'zod';
import { EntraRefusal } from '../entra-error.js';
import { identityOf, type Identity } from './identity.js';
import { CONSOLE_ROLES, PEOPLE, type ConsoleRole, type Directory, type Person } from './people.js';

const choice = z.object({ person: z.string(), tenant: z.string() });

/** The field that gives somebody a role. One for each: a form says nothing of what is not ticked. */
export function roleField({ key }: Person, role: ConsoleRole): string {
  return `${key}:${role}`;
}

/** Whom somebody chose to be. Throws EntraRefusal when the form is not the sign-in page's. */
export function chosenIdentity(form: unknown, tenants: readonly Directory[]): Identity {
  const { person: key, tenant } = choice.safeParse(form).data ?? {};
  const person = PEOPLE.find((known) => known.key === key);
  const directory = tenants.find((known) => known.tenantId === tenant);
  if (!person || !directory) {
    throw new EntraRefusal(400, 'invalid_request', 9002313, 'Invalid request. Request is malformed or invalid.');
  }
  const ticked = new Set(Object.keys(form as object));
  const roles = CONSOLE_ROLES.filter((role) => ticked.has(roleField(person, role)));
  return identityOf(person, directory, roles);
}
