import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { PermissionCheck, type ConfiguredAction } from '@app/graph-comms';
import { Log } from '@app/platform';
import { ListConfiguredActions, type ConfiguredPolicyAction } from '@app/policies';

/** At start, says which Graph permissions the policies in force need and the served tenants have not consented to. */
@Injectable()
export class PermissionReport implements OnApplicationBootstrap {
  constructor(
    private readonly queries: QueryBus,
    private readonly permissions: PermissionCheck,
    private readonly log: Log,
  ) {}

  /** Beside the start, not before it: a tenant without consent must not keep the others from being served. */
  onApplicationBootstrap(): void {
    void this.report().catch((error: unknown) =>
      this.log.warn('Graph permissions could not be compared', {
        error: error instanceof Error ? error.name : 'unknown',
      }),
    );
  }

  private async report(): Promise<void> {
    const configured = await this.queries.execute(new ListConfiguredActions());
    await this.permissions.report(configured.map(neededFor));
  }
}

function neededFor({ action, mediaKind }: ConfiguredPolicyAction): ConfiguredAction {
  switch (action) {
    case 'record':
    case 'redirect':
    case 'decline':
      return action;
    case 'answer':
      return mediaKind === 'serviceHosted' ? 'answerServiceHosted' : 'answerAppHosted';
  }
}
