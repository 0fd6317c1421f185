import { roleField } from './choice.js';
import { escaped, page, type Page } from './html.js';
import { usernameOf } from './identity.js';
import { CONSOLE_ROLES, PEOPLE, type Directory, type Person } from './people.js';

/** Sent on with the choice. Nothing of it is secret: the page that asked has put it into the address. */
const SENT_ON = [
  'client_id',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'client_info',
] as const;

export interface Offer {
  /** The parameters that the page was asked with. */
  readonly asked: Readonly<Record<string, unknown>>;
  readonly redirectUri: string;
  readonly loginHint: string | undefined;
  readonly tenants: readonly Directory[];
}

/** On which one picks who to be. Whoever is hinted at has the focus. */
export function signInPage({ asked, redirectUri, loginHint, tenants }: Offer): Page {
  const hint = hinted(loginHint, tenants);
  const { origin } = new URL(redirectUri);
  const sentOn = SENT_ON.flatMap((name) => {
    const value = asked[name];
    return typeof value === 'string' ? [`<input type="hidden" name="${name}" value="${escaped(value)}">`] : [];
  });
  const main = `<p>You are signing in to <strong>${escaped(origin)}</strong>. This desk knows no passwords: it believes whatever you choose here.</p>
<form method="post" action="sign-in">
${sentOn.join('\n')}
${tenantChoice(tenants, hint?.directory)}
<div class="people">
${PEOPLE.map((person) => personChoice(person, person === hint?.person)).join('\n')}
</div>
</form>`;
  return page('Who do you want to be?', main, origin);
}

function tenantChoice(tenants: readonly Directory[], chosen = tenants[0]): string {
  const choices = tenants.map(({ tenantId, name, isHome }) => {
    const checked = tenantId === chosen?.tenantId ? ' checked' : '';
    const whose = isHome ? 'the recorder’s own tenant' : 'another tenant';
    return `<label><input type="radio" name="tenant" value="${escaped(tenantId)}"${checked}> ${escaped(name)}, ${whose}</label>`;
  });
  return `<fieldset>\n<legend>Tenant</legend>\n${choices.join('\n')}\n</fieldset>`;
}

function personChoice(person: Person, isHinted: boolean): string {
  const { key, name, work } = person;
  const roles = CONSOLE_ROLES.map((role) => {
    const checked = person.roles.includes(role) ? ' checked' : '';
    return `<label><input type="checkbox" name="${roleField(person, role)}"${checked}> ${role}</label>`;
  });
  return `<fieldset>
<legend>${escaped(name)}, ${escaped(work)}</legend>
${roles.join('\n')}
<button name="person" value="${key}"${isHinted ? ' autofocus' : ''}>Sign in as ${escaped(name)}</button>
</fieldset>`;
}

function hinted(
  loginHint: string | undefined,
  tenants: readonly Directory[],
): { person: Person; directory: Directory } | undefined {
  return tenants
    .flatMap((directory) => PEOPLE.map((person) => ({ person, directory })))
    .find(({ person, directory }) => usernameOf(person, directory) === loginHint?.toLowerCase());
}
