/** Entra app roles of people (docs/admin-api.md); the other ones are of programs. */
const ROLES = ['Recording.Read', 'Recording.Operate', 'Recording.Comply', 'Recording.Audit'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Roles that an access token carries. They decide what is offered here and nothing else: the recorder reads the token
 * itself. None for a token that cannot be read.
 */
export function rolesOf(accessToken: string): ReadonlySet<Role> {
  const { roles } = claimsOf(accessToken);
  return new Set(Array.isArray(roles) ? ROLES.filter((role) => roles.includes(role)) : []);
}

function claimsOf(accessToken: string): { roles?: unknown } {
  const [, payload = ''] = accessToken.split('.');
  try {
    const text = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)) as { roles?: unknown };
  } catch {
    return {};
  }
}
