/**
 * The Retry-After of a reply in milliseconds: seconds or an HTTP date (RFC 9110 §10.2.3; protocol §8.4). Null when there is
 * none that can be read; a date that has passed is no wait.
 */
export function retryAfterMs(header: string | undefined, now: Date): number | null {
  const value = header?.trim();
  if (!value) return null;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const at = Date.parse(value);
  return /^[a-z]{3,9},? /i.test(value) && !Number.isNaN(at) ? Math.max(0, at - now.getTime()) : null;
}
