import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Applications } from '../applications.js';
import { EntraRefusal } from '../entra-error.js';
import { parameters } from '../parameters.js';
import { AuthorizationCodes } from '../sign-in/authorization-codes.js';
import { PersonTokens } from '../sign-in/person-tokens.js';
import { checkPage } from './check-page.js';
import type { Grant, GrantRequest } from './grant.js';

const redemption = z.object({
  code: z.string(),
  redirect_uri: z.string(),
  code_verifier: z.string(),
  scope: z.string().optional(),
  client_info: z.string().optional(),
});

/** A page exchanges the code of a sign-in for tokens of the person (RFC 6749 section 4.1.3, RFC 7636 section 4.5). */
@Injectable()
export class AuthorizationCodeGrant implements Grant {
  constructor(
    private readonly applications: Applications,
    private readonly codes: AuthorizationCodes,
    private readonly tokens: PersonTokens,
  ) {}

  async answer({ tenant, clientId, body, pageOrigin }: GrantRequest): Promise<object> {
    const request = parameters(redemption, body);
    const application = this.applications.registered(clientId, tenant);
    checkPage(application, pageOrigin);
    const at = Date.now();
    const { signedIn, redirectUri, codeChallenge, scope, nonce } = this.codes.redeem(request.code, application, at);
    if (request.redirect_uri !== redirectUri) {
      const detail = `The reply address '${request.redirect_uri}' does not match the reply address '${redirectUri}' provided when requesting Authorization code.`;
      throw new EntraRefusal(400, 'invalid_grant', 500112, detail);
    }
    if (createHash('sha256').update(request.code_verifier).digest('base64url') !== codeChallenge) {
      const detail = 'The Code_Verifier does not match the code_challenge supplied in the authorization request.';
      throw new EntraRefusal(400, 'invalid_grant', 501481, detail);
    }
    return this.tokens.answer({
      signedIn,
      scope: request.scope ?? scope,
      nonce,
      clientInfo: request.client_info === '1',
      refreshableUntil: this.tokens.refreshableUntil(at),
    });
  }
}
