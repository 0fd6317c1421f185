import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { originOf } from '../origin.js';
import { Issuers } from '../tokens/issuers.js';
import { PLATFORM_ISSUER } from './platform-tokens.js';

/** Where a webhook learns which keys sign notifications; in the world https://api.aps.skype.com/v1/.well-known/OpenIdConfiguration. */
@Controller('v1/.well-known')
export class OpenIdController {
  constructor(@Inject(Issuers) private readonly issuers: Issuers) {}

  @Get(['OpenIdConfiguration', 'openidconfiguration', 'openid-configuration'])
  document(@Req() request: FastifyRequest) {
    return {
      issuer: PLATFORM_ISSUER,
      authorization_endpoint: 'https://invalid.botframework.com',
      jwks_uri: `${originOf(request)}/v1/.well-known/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
    };
  }

  @Get('keys')
  keys() {
    return this.issuers.callingPlatform.published();
  }
}
