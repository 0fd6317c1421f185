import { DomainError } from '../domain-error.js';

/** Why a bearer token was not believed. */
export type TokenRefusal =
  | 'missing'
  | 'repeated-header'
  | 'not-bearer'
  | 'too-large'
  | 'malformed'
  | 'algorithm'
  | 'no-key-id'
  | 'unknown-key'
  | 'keys-unavailable'
  | 'signature'
  | 'no-expiry'
  | 'expired'
  | 'not-yet-valid'
  | 'issuer'
  | 'audience';

/** Whoever sent this did not prove who they are. Says which check failed, never what the token holds. */
export class TokenRefused extends DomainError {
  readonly kind = 'unauthorized';
  readonly code: `token.${TokenRefusal}`;

  constructor(readonly reason: TokenRefusal) {
    super(`The bearer token was refused: ${reason}`);
    this.code = `token.${reason}`;
  }
}
