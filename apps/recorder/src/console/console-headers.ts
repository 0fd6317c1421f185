import type { Config } from '@app/platform';

/** Where MSAL's answers come back to; the one page that is told apart from the others. */
export const REDIRECT_PAGE = 'redirect.html';

export type ReplyHeaders = Readonly<Record<string, string>>;

/** What every reply under /console/ carries, by the name of the file. */
export function consoleHeaders(config: Pick<Config, 'console' | 'entra'>): (name: string) => ReplyHeaders {
  const { loginOrigin } = config.console;
  const logins = new Set([new URL(config.entra.authorityUrl).origin, ...(loginOrigin ? [loginOrigin] : [])]);
  const common = {
    'content-security-policy': policy([...logins].join(' ')),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
  const page = { ...common, 'cross-origin-opener-policy': 'same-origin' };
  // With that header the redirect page would be cut off from the window that waits for its answer (MSAL Browser 5, "Set up
  // the redirect bridge page").
  return (name) => (name === REDIRECT_PAGE ? common : page);
}

/**
 * Everything comes from this recorder, and nothing is inline. The login authority is asked for tokens, and framed: MSAL
 * renews a sign-in in a hidden frame, which ends at our own redirect page, so that one may be framed by the console and by
 * nobody else. Requests are not upgraded to https, since a desk has none.
 */
function policy(logins: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self' ${logins}`,
    `frame-src 'self' ${logins}`,
    "frame-ancestors 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    "manifest-src 'self'",
  ].join('; ');
}
