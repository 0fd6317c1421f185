import { Body, Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Transcript } from '../control/transcript.js';
import { originOf } from '../origin.js';
import { Issuers } from '../tokens/issuers.js';
import { AccessTokens } from './access-tokens.js';
import { Applications } from './applications.js';
import { checkProof } from './client-proof.js';
import { EntraRefusal } from './entra-error.js';

const tokenRequest = z.object({
  grant_type: z.string(),
  client_id: z.string(),
  scope: z.string(),
  client_secret: z.string().optional(),
  client_assertion: z.string().optional(),
  client_assertion_type: z.string().optional(),
});

/** What MSAL asks of an authority: its OpenID document, its keys and the token endpoint. */
@Controller()
export class EntraController {
  constructor(
    @Inject(Issuers) private readonly issuers: Issuers,
    private readonly applications: Applications,
    private readonly tokens: AccessTokens,
    private readonly transcript: Transcript,
  ) {}

  @Get(':tenant/v2.0/.well-known/openid-configuration')
  document(@Param('tenant') tenant: string, @Req() request: FastifyRequest) {
    const root = `${originOf(request)}/${tenant}`;
    return {
      issuer: `${root}/v2.0`,
      authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
      token_endpoint: `${root}/oauth2/v2.0/token`,
      end_session_endpoint: `${root}/oauth2/v2.0/logout`,
      jwks_uri: `${root}/discovery/v2.0/keys`,
      response_types_supported: ['code', 'id_token', 'token'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'],
    };
  }

  @Get([':tenant/discovery/v2.0/keys', ':tenant/discovery/keys'])
  keys() {
    return this.issuers.entra.published();
  }

  @Post(':tenant/oauth2/v2.0/token')
  async token(
    @Param('tenant') tenant: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const started = performance.now();
    const { status, answer, client } = await this.answer(tenant, body, originOf(request));
    this.transcript.note({
      direction: 'toEntra',
      verb: 'token',
      status,
      durationMs: performance.now() - started,
      body: { tenant, client },
    });
    await reply.status(status).headers({ 'cache-control': 'no-store', pragma: 'no-cache' }).send(answer);
  }

  private async answer(tenant: string, body: unknown, origin: string) {
    const parsed = tokenRequest.safeParse(body);
    const client = parsed.data?.client_id;
    try {
      if (!parsed.success) {
        const missing = String(parsed.error.issues[0]?.path[0]);
        const detail = `The request body must contain the following parameter: '${missing}'.`;
        throw new EntraRefusal(400, 'invalid_request', 900144, detail);
      }
      const token = await this.issue(tenant, parsed.data, origin);
      return {
        status: 200,
        client,
        answer: { token_type: 'Bearer', expires_in: 3_599, ext_expires_in: 3_599, access_token: token },
      };
    } catch (error) {
      if (error instanceof EntraRefusal) return { status: error.status, client, answer: error.body() };
      throw error;
    }
  }

  private async issue(tenant: string, request: z.infer<typeof tokenRequest>, origin: string): Promise<string> {
    if (request.grant_type !== 'client_credentials') {
      throw new EntraRefusal(400, 'unsupported_grant_type', 70003, `The app requested an unsupported grant type.`);
    }
    // Any tenant id is a tenant of this desk; the multi-tenant aliases name none, and client credentials need one.
    if (!z.guid().safeParse(tenant).success) {
      throw new EntraRefusal(
        400,
        'invalid_request',
        900023,
        `Specified tenant identifier '${tenant}' is not valid here.`,
      );
    }
    const application = this.applications.find(request.client_id);
    if (!application) {
      const detail = `Application with identifier '${request.client_id}' was not found in the directory '${tenant}'.`;
      throw new EntraRefusal(400, 'unauthorized_client', 700016, detail);
    }
    await checkProof(application, request, `${origin}/${tenant}/oauth2/v2.0/token`);
    return this.tokens.issueFor(application, request.scope, tenant.toLowerCase(), origin);
  }
}
