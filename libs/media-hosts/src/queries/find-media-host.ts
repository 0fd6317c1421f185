import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Batcher, Database, type Statement } from '@app/platform';
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
  text: `SELECT ${MEDIA_HOST_COLUMNS} FROM media_host h WHERE h.host_id = ANY ($1)`,
};

@QueryHandler(FindMediaHost)
export class FindMediaHostHandler implements IQueryHandler<FindMediaHost> {
  private readonly finds = new Batcher((ids: readonly string[]) => this.findAll(ids), { most: 64, sideBySide: 1 });

  constructor(private readonly database: Database) {}

  execute({ key }: FindMediaHost): Promise<MediaHost | null> {
    return this.finds.submit(key.hostId);
  }

  private async findAll(hostIds: readonly string[]): Promise<PromiseSettledResult<MediaHost | null>[]> {
    const found = await this.database.query<MediaHost>(FIND, [[...new Set(hostIds)]]);
    const hosts = new Map(found.map((host) => [host.hostId, host]));
    return hostIds.map((hostId) => ({ status: 'fulfilled', value: hosts.get(hostId) ?? null }));
  }
}
