import type { ExpectedPolicy } from '@app/policies';
import { InvalidRequest } from './invalid-request.errors.js';

interface Conditions {
  'if-match'?: string | undefined;
  'if-none-match'?: string | undefined;
}

/** Strong only: a version that is much the same is another version. */
const ENTITY_TAG = /^\s*(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"\s*$/;

/** The entity tag of a version. */
export const entityTag = (version: number): string => `"${version}"`;

/**
 * What a request makes its change depend on (RFC 9110, sections 13.1.1 and 13.1.2). A tag that no version of ours has is
 * met by none.
 * @throws InvalidRequest for a header that cannot be read, and for a list in If-None-Match: it would mean "not that version"
 */
export function expectedPolicy({ 'if-match': match, 'if-none-match': noneMatch }: Conditions): ExpectedPolicy {
  if (match !== undefined && noneMatch !== undefined) refuse('if-none-match', 'does not go together with If-Match');
  if (noneMatch !== undefined) return noneMatch.trim() === '*' ? 'new' : refuse('if-none-match', 'may only be *');
  if (match === undefined) return 'any';
  return { versions: match.trim() === '*' ? 'all' : match.split(',').flatMap(versionIn) };
}

function versionIn(tag: string): number[] {
  const parts = ENTITY_TAG.exec(tag);
  if (!parts) refuse('if-match', 'is no list of entity tags');
  const [, weak, text = ''] = parts;
  return !weak && /^[1-9]\d{0,8}$/.test(text) ? [Number(text)] : [];
}

function refuse(name: string, reason: string): never {
  throw new InvalidRequest([{ name, reason }]);
}
