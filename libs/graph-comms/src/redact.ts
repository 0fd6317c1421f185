import { isObject } from './json-reader.js';
import { REDACTED, redactText } from './redact-text.js';

/** Deeper than any payload of Graph (12 levels seen); shallow enough for every stack and for PostgreSQL's jsonb. */
export const MAX_NESTING = 64;

export const CUT = '[nested too deeply]';

/** Members whose value is a secret or a name, whatever object they stand in (protocol §15.6). In lower case. */
const SECRET_MEMBERS = new Set([
  // secrets: what lets somebody join, read a recording or take a participant's place
  ...['token', 'blob', 'passcode', 'password', 'secret', 'clientsecret', 'clientstate', 'authorization'],
  ...['accesstoken', 'recordingaccesstoken', 'replacementlink', 'joinurl', 'joinweburl', 'meetingurl'],
  // people: names and what they typed
  ...['displayname', 'name', 'givenname', 'surname', 'userprincipalname', 'mail', 'email', 'subject'],
  // a participant's own free text, and keys they pressed, which the terms forbid to keep (protocol §4.10)
  ...['metadata', 'tone', 'tones'],
]);

/**
 * A copy of a body that may be stored: secrets and names are blanked, by the name of their member and by their form, ids
 * and everything else stay as they are. What lies deeper than MAX_NESTING is cut, and text that PostgreSQL cannot hold is
 * mended. Takes any JSON value, never throws.
 */
export function redactNotification(body: unknown): unknown {
  return redact(body, 0);
}

function redact(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_NESTING) return CUT;
  if (!isObject(value)) return (value as unknown[]).map((element) => redact(element, depth + 1));
  // fromEntries defines members rather than setting them, so that `__proto__` stays an ordinary name.
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      const secret = inner !== null && SECRET_MEMBERS.has(name.toLowerCase());
      return [redactText(name), secret ? REDACTED : redact(inner, depth + 1)];
    }),
  );
}
