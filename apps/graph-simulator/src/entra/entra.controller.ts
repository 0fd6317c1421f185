import { Controller, Get, Header, Inject, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { originOf } from '../origin.js';
import { Settings } from '../settings.js';
import { Issuers } from '../tokens/issuers.js';
import { isAlias } from './tenants.js';

/** What MSAL reads of an authority before it asks for a token: its clouds, its OpenID document and its keys. */
@Controller()
export class EntraController {
  constructor(
    @Inject(Issuers) private readonly issuers: Issuers,
    private readonly settings: Settings,
  ) {}

  @Get('common/discovery/instance')
  @Header('access-control-allow-origin', '*')
  instance(@Query('authorization_endpoint') endpoint: unknown, @Req() request: FastifyRequest) {
    const origin = originOf(request);
    const tenant = /^https?:\/\/[^/]+\/([^/]+)\//.exec(String(endpoint))?.[1] ?? 'common';
    const { host } = new URL(this.settings.publicUrl);
    return {
      tenant_discovery_endpoint: `${origin}/${tenant}/v2.0/.well-known/openid-configuration`,
      'api-version': '1.1',
      metadata: [
        {
          preferred_network: host,
          preferred_cache: host,
          aliases: [...new Set([host, origin.replace(/^https?:\/\//, '')])],
        },
      ],
    };
  }

  @Get(':tenant/v2.0/.well-known/openid-configuration')
  @Header('access-control-allow-origin', '*')
  document(@Param('tenant') tenant: string, @Req() request: FastifyRequest) {
    const origin = originOf(request);
    const root = `${origin}/${tenant}`;
    return {
      // Of an alias Entra names no tenant, and means these very letters.
      issuer: `${this.issuerAt(origin)}/${isAlias(tenant) ? '{tenantid}' : tenant}/v2.0`,
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

  /**
   * MSAL takes no authority but one by https, and no document whose issuer is elsewhere. Browsers do not trust this
   * desk's certificate and read the document by http: there it names the issuer as people's tokens do.
   */
  private issuerAt(origin: string): string {
    const { publicUrl } = this.settings;
    return origin.startsWith('http:') && publicUrl.startsWith('https:') ? publicUrl : origin;
  }
}
