const GUID = /^\{?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})\}?$/i;

/**
 * One spelling for an id that arrives in two: a GUID is lower case with hyphens (protocol §1.3 rule 4). What is no
 * GUID is kept as received.
 */
export function normaliseId(id: string): string {
  return GUID.exec(id)?.slice(1).join('-').toLowerCase() ?? id;
}

/** The key of a call. Lower case even when it is no GUID, which call ids need not be. */
export function normaliseCallId(id: string): string {
  return normaliseId(id).toLowerCase();
}

/** Whom an id of botData names, by its prefix (protocol §10.3). A bare GUID has none: `unprefixed`. */
export interface MessagingId {
  kind: 'user' | 'phone' | 'application' | 'encryptedUser' | 'anonymous' | 'unprefixed' | 'unknown';
  /** Without the prefix of its kind; `unknown` as received. */
  id: string;
  raw: string;
}

const PREFIXES: readonly (readonly [prefix: string, kind: MessagingId['kind']])[] = [
  ['8:orgid:', 'user'],
  ['4:', 'phone'],
  ['28:', 'application'],
  ['29:', 'encryptedUser'],
  ['8:teamsvisitor:', 'anonymous'],
  ['8:acs:', 'anonymous'],
];

export function parseMessagingId(raw: string): MessagingId {
  const lower = raw.toLowerCase();
  const known = PREFIXES.find(([prefix]) => lower.startsWith(prefix) && lower.length > prefix.length);
  if (known) return { kind: known[1], id: normaliseId(raw.slice(known[0].length)), raw };
  return GUID.test(raw) ? { kind: 'unprefixed', id: normaliseId(raw), raw } : { kind: 'unknown', id: raw, raw };
}
