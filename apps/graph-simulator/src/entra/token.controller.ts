import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Transcript } from '../control/transcript.js';
import { originOf } from '../origin.js';
import { READABLE_BY_ANYONE } from './cross-origin.js';
import { EntraRefusal } from './entra-error.js';
import { AuthorizationCodeGrant } from './grants/authorization-code.js';
import { ClientCredentialsGrant } from './grants/client-credentials.js';
import type { Grant } from './grants/grant.js';
import { RefreshTokenGrant } from './grants/refresh-token.js';
import { parameters } from './parameters.js';

const tokenRequest = z.object({ grant_type: z.string(), client_id: z.string() });

/** The token endpoint, whatever is shown for the tokens. */
@Controller()
export class TokenController {
  private readonly grants: ReadonlyMap<string, Grant>;

  constructor(
    clientCredentials: ClientCredentialsGrant,
    authorizationCode: AuthorizationCodeGrant,
    refreshToken: RefreshTokenGrant,
    private readonly transcript: Transcript,
  ) {
    this.grants = new Map<string, Grant>([
      ['client_credentials', clientCredentials],
      ['authorization_code', authorizationCode],
      ['refresh_token', refreshToken],
    ]);
  }

  @Post(':tenant/oauth2/v2.0/token')
  async token(
    @Param('tenant') tenant: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const started = performance.now();
    const { status, answer } = await this.answer(tenant, body, request);
    // What was asked, and not what was shown or given: codes and tokens are nobody's to read.
    const { client_id: client, grant_type: grant } = tokenRequest.partial().safeParse(body).data ?? {};
    this.transcript.note({
      direction: 'toEntra',
      verb: 'token',
      status,
      durationMs: performance.now() - started,
      body: { tenant, client, grant },
    });
    await reply
      .status(status)
      .headers({ 'cache-control': 'no-store', pragma: 'no-cache', ...READABLE_BY_ANYONE })
      .send(answer);
  }

  private async answer(
    tenant: string,
    body: unknown,
    request: FastifyRequest,
  ): Promise<{ status: number; answer: object }> {
    try {
      const { grant_type: type, client_id: clientId } = parameters(tokenRequest, body);
      const grant = this.grants.get(type);
      if (!grant) {
        throw new EntraRefusal(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
      }
      const origin = originOf(request);
      const answer = await grant.answer({ tenant, clientId, body, origin, pageOrigin: request.headers.origin });
      return { status: 200, answer };
    } catch (error) {
      if (error instanceof EntraRefusal) return { status: error.status, answer: error.body() };
      throw error;
    }
  }
}
