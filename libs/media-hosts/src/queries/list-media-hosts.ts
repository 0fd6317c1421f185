import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, Database, type Statement } from '@app/platform';
import type { MediaHost } from '../media-host.entity.js';
import { MEDIA_HOST_COLUMNS } from '../media-host.store.js';
import { SILENT_AFTER_MS } from '../placement.js';

/** `silent`: three heartbeats missed, so it gets no calls. */
export type ListedMediaHost = MediaHost & { silent: boolean };

/** Every media host that ever reported, by id. There are few, so they come on one page. */
export class ListMediaHosts extends Query<ListedMediaHost[]> {}

const LIST: Statement = {
  name: 'media-hosts.list',
  text: `SELECT ${MEDIA_HOST_COLUMNS}, h.heartbeat_at < $1 AS silent FROM media_host h ORDER BY h.host_id COLLATE "C"`,
};

@QueryHandler(ListMediaHosts)
export class ListMediaHostsHandler implements IQueryHandler<ListMediaHosts> {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  execute(): Promise<ListedMediaHost[]> {
    return this.database.query(LIST, [new Date(this.clock.now().getTime() - SILENT_AFTER_MS)]);
  }
}
