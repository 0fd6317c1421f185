/** What a token may allow: the app roles that the recorder's registration in Entra declares. */
export const APP_ROLES = {
  'Recording.Read': 'See sessions, policies and media hosts.',
  'Recording.Operate': 'Change policies, drain media hosts, stop recordings.',
  'Recording.Audit': 'See who ordered what; export evidence.',
  'Recording.Comply': 'Place holds, set retention, explain gaps.',
  'Media.Host': 'Report as a media host.',
} as const;

export type AppRole = keyof typeof APP_ROLES;

/** Roles of other applications, or of a newer version of this one, are not ours to know. */
export function knownRoles(claim: unknown): AppRole[] {
  if (!Array.isArray(claim)) return [];
  return claim.filter((role): role is AppRole => typeof role === 'string' && Object.hasOwn(APP_ROLES, role));
}
