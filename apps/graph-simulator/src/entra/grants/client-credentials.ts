import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccessTokens } from '../access-tokens.js';
import { Applications } from '../applications.js';
import { checkProof } from '../client-proof.js';
import { parameters } from '../parameters.js';
import { namedTenant } from '../tenants.js';
import type { Grant, GrantRequest } from './grant.js';

const credentials = z.object({
  scope: z.string(),
  client_secret: z.string().optional(),
  client_assertion: z.string().optional(),
  client_assertion_type: z.string().optional(),
});

/** An application speaks for itself. */
@Injectable()
export class ClientCredentialsGrant implements Grant {
  constructor(
    private readonly applications: Applications,
    private readonly tokens: AccessTokens,
  ) {}

  async answer({ tenant, clientId, body, origin }: GrantRequest): Promise<object> {
    const request = parameters(credentials, body);
    const tenantId = namedTenant(tenant);
    const application = this.applications.registered(clientId, tenant);
    await checkProof(application, request, `${origin}/${tenant}/oauth2/v2.0/token`);
    const token = await this.tokens.issueFor(application, request.scope, tenantId, origin);
    return { token_type: 'Bearer', expires_in: 3_599, ext_expires_in: 3_599, access_token: token };
  }
}
