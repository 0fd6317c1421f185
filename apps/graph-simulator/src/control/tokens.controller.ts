import { Body, Controller, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { PlatformTokens, TOKEN_FLAWS } from '../calling-platform/platform-tokens.js';
import { AccessTokens } from '../entra/access-tokens.js';
import { Applications } from '../entra/applications.js';
import { Settings } from '../settings.js';
import { parsed } from './parsed.js';

const accessToken = z.object({
  /** Default: the recorder's client id, which is the audience of its own API. */
  audience: z.string().optional(),
  roles: z.array(z.string()).default([]),
  tenantId: z.string().optional(),
  clientId: z.string().default('d1c2b3a4-9999-4e8f-a7b6-c5d4e3f2a1b0'),
  issuer: z.string().optional(),
  expiresIn: z.number().int().default(3_600),
});
const platformToken = z.object({ tenantId: z.string().optional(), flaw: z.enum(TOKEN_FLAWS).optional() });
const rotation = z.object({ retireOld: z.boolean().default(false) });
const grant = z.object({ graphRoles: z.array(z.string()).optional(), apiRoles: z.array(z.string()).optional() });

/** Tokens for curl lines and tests: whatever roles, whatever flaw. */
@Controller('control')
export class TokensController {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly platformTokens: PlatformTokens,
    private readonly applications: Applications,
    private readonly settings: Settings,
  ) {}

  /** An access token as Entra would issue it to some admin's application. */
  @Post('tokens')
  @HttpCode(200)
  async accessToken(@Body() body: unknown) {
    const { audience, roles, tenantId, clientId, issuer, expiresIn } = parsed(accessToken, body);
    const tenant = (tenantId ?? this.settings.tenantId).toLowerCase();
    const token = await this.accessTokens.issue({
      issuer: issuer ?? `${this.settings.publicUrl}/${tenant}/v2.0`,
      audience: audience ?? this.settings.clientId,
      tenantId: tenant,
      clientId,
      roles,
      expiresIn,
    });
    return { token };
  }

  /** A token of the calling platform, good or with a named flaw, to post a notification by hand. */
  @Post('platform-tokens')
  @HttpCode(200)
  async platformToken(@Body() body: unknown) {
    const { tenantId = this.settings.tenantId, flaw } = parsed(platformToken, body);
    return {
      token: await (flaw ? this.platformTokens.flawed(flaw, tenantId) : this.platformTokens.forTenant(tenantId)),
    };
  }

  /** New signing keys of the calling platform. */
  @Post('keys/rotate')
  @HttpCode(200)
  async rotate(@Body() body: unknown) {
    return { kid: await this.platformTokens.rotateKeys(parsed(rotation, body)) };
  }

  /** Consent given or withdrawn; tokens issued before keep their roles, as in the world. */
  @Post('applications/:clientId/roles')
  @HttpCode(200)
  grant(@Param('clientId') clientId: string, @Body() body: unknown) {
    const application = this.applications.grant(clientId, parsed(grant, body));
    if (!application) throw new NotFoundException(`No application ${clientId}`);
    return { graphRoles: application.graphRoles, apiRoles: application.apiRoles };
  }
}
