import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { isLoopback } from '@app/platform';
import { Settings } from '../settings.js';
import { Issuers, nowSeconds } from '../tokens/issuers.js';
import type { Application } from './applications.js';
import { EntraRefusal } from './entra-error.js';

const GRAPH_RESOURCES = new Set([
  'https://graph.microsoft.com',
  'https://graph.microsoft.us',
  'https://dod-graph.microsoft.us',
  'https://microsoftgraph.chinacloudapi.cn',
  '00000003-0000-0000-c000-000000000000',
]);

export interface TokenRequest {
  issuer: string;
  audience: string;
  tenantId: string;
  clientId: string;
  roles: readonly string[];
  expiresIn: number;
}

/** Access tokens of applications, in the shape of Entra's v2.0 tokens (Entra page "Access tokens"). */
@Injectable()
export class AccessTokens {
  constructor(
    @Inject(Issuers) private readonly issuers: Issuers,
    private readonly settings: Settings,
  ) {}

  /** Throws EntraRefusal for a scope that names no resource of this desk. */
  resourceOf(scope: string, origin: string): { audience: string; kind: 'graph' | 'api' } {
    if (!scope.endsWith('/.default')) {
      const detail = `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier.`;
      throw new EntraRefusal(400, 'invalid_scope', 1002012, detail);
    }
    const audience = scope.slice(0, -'/.default'.length).replace(/\/$/, '');
    if (audience === this.settings.clientId || audience === `api://${this.settings.clientId}`) {
      return { audience, kind: 'api' };
    }
    // A recorder that was pointed at this desk asks for a token for this desk.
    if (GRAPH_RESOURCES.has(audience) || audience === origin || isLoopback(audience))
      return { audience, kind: 'graph' };
    const detail = `The resource principal named ${audience} was not found in the tenant.`;
    throw new EntraRefusal(400, 'invalid_resource', 500011, detail);
  }

  async issueFor(application: Application, scope: string, tenantId: string, origin: string): Promise<string> {
    const { audience, kind } = this.resourceOf(scope, origin);
    return this.issue({
      issuer: `${origin}/${tenantId}/v2.0`,
      audience,
      tenantId,
      clientId: application.clientId,
      roles: kind === 'graph' ? application.graphRoles : application.apiRoles,
      expiresIn: 3_599,
    });
  }

  async issue(request: TokenRequest): Promise<string> {
    const iat = nowSeconds();
    const oid = `${request.clientId.slice(0, -4)}0b1d`;
    return this.issuers.entra.sign({
      aud: request.audience,
      iss: request.issuer,
      iat,
      nbf: iat,
      exp: iat + request.expiresIn,
      azp: request.clientId,
      azpacr: '1',
      oid,
      sub: oid,
      tid: request.tenantId,
      uti: randomUUID().replaceAll('-', ''),
      ver: '2.0',
      ...(request.roles.length > 0 && { roles: request.roles }),
    });
  }
}
