/** Entra lets pages of any origin read these answers: nothing in them comes from a cookie. */
export const READABLE_BY_ANYONE = { 'access-control-allow-origin': '*' } as const;

/**
 * The reply to a browser that asks first. MSAL's own header, X-AnchorMailbox, makes it ask; further headers are up to
 * the page.
 */
export function preflightHeaders(requestedHeaders: string | undefined): Record<string, string> {
  return {
    ...READABLE_BY_ANYONE,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': requestedHeaders ?? '*',
    'access-control-max-age': '600',
  };
}
