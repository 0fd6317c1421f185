import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import type { MediaHost } from '../media-host.entity.js';
import { MEDIA_HOST_COLUMNS } from '../media-host.store.js';

/** One media host, or null when none ever reported under this id. */
export class FindMediaHost extends Query<MediaHost | null> {
  constructor(readonly key: { hostId: string }) {
    super();
  }
}

const FIND: Statement = {
  name: 'media-hosts.find',
  text: `SELECT ${MEDIA_HOST_COLUMNS} FROM media_host h WHERE h.host_id = $1`,
};

@QueryHandler(FindMediaHost)
export class FindMediaHostHandler implements IQueryHandler<FindMediaHost> {
  constructor(private readonly database: Database) {}

  async execute({ key }: FindMediaHost): Promise<MediaHost | null> {
    const [host] = await this.database.query<MediaHost>(FIND, [key.hostId]);
    return host ?? null;
  }
}
