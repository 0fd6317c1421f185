import { Injectable } from '@nestjs/common';
import type { Application } from '../applications.js';
import { EntraRefusal } from '../entra-error.js';
import { Handles } from './handles.js';
import type { SignedIn } from './identity.js';

/** Entra page "OAuth 2.0 authorization code flow": codes are short-lived, about ten minutes. */
const LIFE_MS = 10 * 60_000;

/** What a person's sign-in promised to the page that asked for it. */
export interface Promised {
  signedIn: SignedIn;
  redirectUri: string;
  /** S256: base64url of the SHA-256 of what the page keeps to itself. */
  codeChallenge: string;
  scope: string;
  nonce: string | undefined;
}

/** Codes that were given out; each is good once. */
@Injectable()
export class AuthorizationCodes {
  private readonly handles = new Handles<{ promised: Promised; redeemed: boolean }>();

  /** `at` in milliseconds since 1970. */
  issue(promised: Promised, at: number): string {
    return this.handles.keep({ promised, redeemed: false }, at + LIFE_MS);
  }

  /** Spends the code, whoever shows it. Throws EntraRefusal. */
  redeem(code: string, { clientId }: Application, at: number): Promised {
    const known = this.handles.find(code);
    if (!known) throw unknownCode();
    const { promised, redeemed } = known.value;
    if (redeemed) {
      const detail =
        'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.';
      throw new EntraRefusal(400, 'invalid_grant', 54005, detail);
    }
    known.value.redeemed = true;
    if (promised.signedIn.clientId !== clientId) throw unknownCode();
    if (known.until <= at) {
      const detail = 'The provided authorization code or refresh token has expired due to inactivity.';
      throw new EntraRefusal(400, 'invalid_grant', 70008, detail);
    }
    return promised;
  }
}

function unknownCode(): EntraRefusal {
  return new EntraRefusal(400, 'invalid_grant', 70000, "The provided value for the 'code' parameter is not valid.");
}
