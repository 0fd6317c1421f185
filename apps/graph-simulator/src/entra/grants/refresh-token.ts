import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Applications } from '../applications.js';
import { parameters } from '../parameters.js';
import { PersonTokens } from '../sign-in/person-tokens.js';
import { RefreshTokens } from '../sign-in/refresh-tokens.js';
import { checkPage } from './check-page.js';
import type { Grant, GrantRequest } from './grant.js';

const renewal = z.object({
  refresh_token: z.string(),
  scope: z.string().optional(),
  client_info: z.string().optional(),
});

/** New tokens without a new sign-in, for as long as the first refresh token would have lived. */
@Injectable()
export class RefreshTokenGrant implements Grant {
  constructor(
    private readonly applications: Applications,
    private readonly refreshTokens: RefreshTokens,
    private readonly tokens: PersonTokens,
  ) {}

  async answer({ tenant, clientId, body, pageOrigin }: GrantRequest): Promise<object> {
    const request = parameters(renewal, body);
    const application = this.applications.registered(clientId, tenant);
    checkPage(application, pageOrigin);
    const { signedIn, scope, until } = this.refreshTokens.use(request.refresh_token, application, Date.now());
    return this.tokens.answer({
      signedIn,
      scope: request.scope ?? scope,
      nonce: undefined,
      clientInfo: request.client_info === '1',
      refreshableUntil: until,
    });
  }
}
