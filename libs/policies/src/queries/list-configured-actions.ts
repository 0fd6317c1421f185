import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Statement } from '@app/platform';
import type { MediaKind, PolicyAction } from '../policy.entity.js';

export interface ConfiguredPolicyAction {
  action: PolicyAction;
  mediaKind: MediaKind | null;
}

/** What the policies in force may make the recorder do, each once, whatever the tenant. */
export class ListConfiguredActions extends Query<ConfiguredPolicyAction[]> {}

const LIST: Statement = {
  name: 'policies.configured-actions',
  text: `SELECT DISTINCT action, media_kind AS "mediaKind" FROM recording_policy WHERE retired_at IS NULL`,
};

@QueryHandler(ListConfiguredActions)
export class ListConfiguredActionsHandler implements IQueryHandler<ListConfiguredActions> {
  constructor(private readonly database: Database) {}

  execute(): Promise<ConfiguredPolicyAction[]> {
    return this.database.query<ConfiguredPolicyAction>(LIST);
  }
}
