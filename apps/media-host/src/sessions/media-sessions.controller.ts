import { Body, Controller, Delete, HttpCode, Inject, Param, Post, Put, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { keepOrder, prepareMediaSession, type KeepReply, type PreparedMediaSession } from '@app/contracts';
import { problem, type Problem } from '@app/platform';
import { ControlTokenGuard } from '../control/control-token.guard.js';
import { MediaSessions } from './media-sessions.js';
import { NoSuchMediaSession } from './media-sessions.errors.js';

/** The host's side of the contract (docs/media-host.openapi.json). */
@Controller('media-sessions')
@UseGuards(ControlTokenGuard)
export class MediaSessionsController {
  constructor(@Inject(MediaSessions) private readonly sessions: MediaSessions) {}

  @Post()
  prepare(@Body() body: unknown, @Res({ passthrough: true }) reply: FastifyReply): PreparedMediaSession | Problem {
    const session = this.sessions.prepare(prepareMediaSession.parse(body));
    if (!session) {
      // The contract's word for it, which no refusal of the recorder's own API needs.
      void reply.status(507).header('content-type', 'application/problem+json; charset=utf-8');
      return problem(507, 'media-host.full');
    }
    const { mediaSessionId, blob } = session.key;
    return { mediaSessionId, mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob } };
  }

  @Put(':mediaSessionId/keep')
  keep(@Param('mediaSessionId') mediaSessionId: string, @Body() body: unknown): Promise<KeepReply> {
    const order = keepOrder.parse(body);
    const session = this.sessions.find(mediaSessionId);
    if (!session) throw new NoSuchMediaSession(mediaSessionId);
    return session.keep(order);
  }

  @Delete(':mediaSessionId')
  @HttpCode(204)
  async release(@Param('mediaSessionId') mediaSessionId: string): Promise<void> {
    await this.sessions.release(mediaSessionId, 'released');
  }
}
