import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Transcript } from '../../control/transcript.js';
import { sessionCookie, shownSession } from './session-cookie.js';
import { SignIn, type SignInReply } from './sign-in.js';

/** Where browsers come to sign people in and out. */
@Controller(':tenant/oauth2/v2.0')
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly transcript: Transcript,
  ) {}

  @Get('authorize')
  async authorize(
    @Param('tenant') tenant: string,
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = () => this.signIn.ask(tenant, query, shownSession(request));
    await this.send('authorize', tenant, answer, request, reply);
  }

  @Post('sign-in')
  async choose(
    @Param('tenant') tenant: string,
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send('sign-in', tenant, () => this.signIn.choose(tenant, form), request, reply);
  }

  @Get('logout')
  async leave(
    @Param('tenant') tenant: string,
    @Query('post_logout_redirect_uri') returnTo: unknown,
    @Query('state') state: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const answer = () => this.signIn.leave(tenant, returnTo, state, shownSession(request));
    await this.send('logout', tenant, answer, request, reply);
  }

  private async send(
    verb: string,
    tenant: string,
    answer: () => SignInReply,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const started = performance.now();
    const answered = answer();
    const status = answered.kind === 'page' ? answered.status : 302;
    const durationMs = performance.now() - started;
    // The address that people are sent to holds their code, and is not noted.
    this.transcript.note({ direction: 'toEntra', verb, status, durationMs, body: { tenant } });
    const body = answered.kind === 'page' ? answered.page.html : '';
    await reply
      .status(status)
      .headers(headersOf(answered, tenant, request))
      .send(body);
  }
}

function headersOf(answered: SignInReply, tenant: string, request: FastifyRequest): Record<string, string> {
  const common = {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    ...(answered.session !== undefined && { 'set-cookie': sessionCookie(request, tenant, answered.session) }),
  };
  switch (answered.kind) {
    case 'page':
      return {
        ...common,
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': answered.page.policy,
        'x-content-type-options': 'nosniff',
      };
    case 'redirect':
      return { ...common, location: answered.to };
  }
}
