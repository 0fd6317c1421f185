import { All, Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GraphExchange } from './graph-exchange.js';

/** Graph's calling API, at its current and its deprecated path; beta answers like v1.0. */
@Controller(['v1.0', 'beta'])
export class GraphController {
  constructor(private readonly exchange: GraphExchange) {}

  @All(['communications/*', 'app/*'])
  async serve(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const path = (request.url.split('?')[0] ?? '').replace(/^\/(v1\.0|beta)/, '');
    await this.exchange.serve(path, request, reply);
  }
}
