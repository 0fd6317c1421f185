import { TokenRefused } from './token-refused.errors.js';

/**
 * The token of the one Authorization header of a request.
 *
 * Takes Node's `rawHeaders` (name, value, name, value …), because `headers` silently drops a second Authorization
 * header, and two of them mean that somebody in between disagrees with us about who is calling.
 * @throws TokenRefused `missing`, `repeated-header` or `not-bearer`
 */
export function bearerToken(rawHeaders: readonly string[]): string {
  const values = rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'authorization');
  if (values.length > 1) throw new TokenRefused('repeated-header');
  const value = values[0];
  if (!value) throw new TokenRefused('missing');
  // RFC 9110 §11.1: the name of a scheme has no case.
  const token = /^bearer +(\S+)$/i.exec(value)?.[1];
  if (!token) throw new TokenRefused('not-bearer');
  return token;
}
