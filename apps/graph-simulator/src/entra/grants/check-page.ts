import type { Application } from '../applications.js';
import { EntraRefusal } from '../entra-error.js';

/**
 * Entra gives tokens of a single-page application to a page of one of its own origins, and to no program beside it.
 * Throws EntraRefusal.
 */
export function checkPage({ redirectUris }: Application, pageOrigin: string | undefined): void {
  if (pageOrigin === undefined) {
    const detail =
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.";
    throw new EntraRefusal(400, 'invalid_request', 9002327, detail);
  }
  if (!redirectUris.some((uri) => new URL(uri).origin === pageOrigin)) {
    const detail = `Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '${pageOrigin}'.`;
    throw new EntraRefusal(400, 'invalid_request', 9002326, detail);
  }
}
