import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Batcher, Clock, Database, type Statement } from '@app/platform';
import { SILENT_AFTER_MS } from '../placement.js';

/**
 * Whether the host of a call may be given more of its participants: not when it is silent, or shall run empty. A call
 * without a host has nobody to overload.
 */
export class TakesParticipants extends Query<boolean> {
  constructor(readonly call: { callId: string }) {
    super();
  }
}

const CLOSED: Statement = {
  name: 'media-hosts.closed-to-participants',
  text: `SELECT r.call_id AS "callId" FROM media_reservation r JOIN media_host h USING (host_id)
    WHERE r.call_id = ANY ($1) AND (h.draining OR h.drain_ordered OR h.heartbeat_at < $2)`,
};

@QueryHandler(TakesParticipants)
export class TakesParticipantsHandler implements IQueryHandler<TakesParticipants> {
  private readonly looks = new Batcher((ids: readonly string[]) => this.lookAt(ids), { most: 64, sideBySide: 1 });

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  execute({ call }: TakesParticipants): Promise<boolean> {
    return this.looks.submit(call.callId);
  }

  private async lookAt(callIds: readonly string[]): Promise<PromiseSettledResult<boolean>[]> {
    const since = new Date(this.clock.now().getTime() - SILENT_AFTER_MS);
    const rows = await this.database.query<{ callId: string }>(CLOSED, [[...new Set(callIds)], since]);
    const closed = new Set(rows.map(({ callId }) => callId));
    return callIds.map((callId) => ({ status: 'fulfilled', value: !closed.has(callId) }));
  }
}
