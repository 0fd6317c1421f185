import type { ServerResponse } from 'node:http';
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { AuditFirst, CallerOf, RequireRole, type Caller } from '@app/identity';
import { LiveChanges, type LiveBatch } from '@app/recording';
import { InvalidRequest } from '../http/invalid-request.errors.js';
import { EventStream } from './event-stream.js';

/** The part of Fastify's reply that a stream needs. */
interface Reply {
  hijack(): void;
  getHeaders(): Record<string, string | number | string[] | undefined>;
  readonly raw: ServerResponse;
}

/** A browser comes again after this long. */
const COME_AGAIN_MS = 2_000;
const PLACE = /^\d{1,18}$/;

/** Which sessions changed, as a hint to read them anew; from any recorder alike. */
@Controller('admin/v1/live')
@RequireRole('Recording.Read')
export class LiveController {
  constructor(private readonly live: LiveChanges) {}

  @Get()
  @AuditFirst()
  async follow(
    @CallerOf() { tenantScope }: Caller,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: Reply,
  ): Promise<void> {
    if (lastEventId !== undefined && !PLACE.test(lastEventId))
      throw new InvalidRequest([{ name: 'last-event-id', reason: 'is not an id of this stream' }]);
    const early: LiveBatch[] = [];
    let isOver = false;
    let tell = (batch: LiveBatch): void => void early.push(batch);
    let end = (): void => void (isOver = true);
    // Listening first: what comes while the past is read is not missed.
    const leave = await this.live.listen(
      (batch) => tell(batch),
      () => end(),
    );
    let missed: LiveBatch | null | undefined;
    try {
      missed = lastEventId === undefined ? undefined : await this.live.since(lastEventId);
    } catch (error) {
      leave();
      throw error;
    }
    reply.hijack();
    const stream = new EventStream(reply.raw, reply.getHeaders(), leave);
    end = () => stream.end();
    stream.send(`retry: ${COME_AGAIN_MS}\n\n`);
    if (missed === null) stream.send('event: reset\ndata: {}\n\n');
    tell = (batch) => {
      stream.place = batch.place;
      stream.send(messageOf(batch, tenantScope));
    };
    for (const batch of [...(missed ? [missed] : []), ...early]) tell(batch);
    if (isOver) end();
  }
}

/** Empty when nothing of it is this caller's to see. */
function messageOf({ changes, place }: LiveBatch, tenantScope: string | null): string {
  const seen = changes.filter(({ tenantId }) => tenantScope === null || tenantId === tenantScope);
  if (seen.length === 0) return '';
  const sessions = seen.map(({ sessionId, callId, types, at }) => ({ sessionId, callId, types, at: at.toISOString() }));
  return `id: ${place}\nevent: sessions\ndata: ${JSON.stringify({ sessions })}\n\n`;
}
