import { Controller, Options, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { preflightHeaders } from './cross-origin.js';

/** A single-page application asks these from its own origin; all other routes are closed to pages of other origins. */
@Controller()
export class PreflightController {
  @Options(['common/discovery/instance', ':tenant/v2.0/.well-known/openid-configuration', ':tenant/oauth2/v2.0/token'])
  async answer(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const headers = preflightHeaders(request.headers['access-control-request-headers']);
    await reply.status(204).headers(headers).send();
  }
}
