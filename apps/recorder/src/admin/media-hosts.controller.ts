import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { mediaHostPath, type MediaHost, type MediaHostPage } from '@app/contracts';
import { CallerOf, requireHomeTenant, RequireRole, type Caller } from '@app/identity';
import { DrainMediaHost, ListMediaHosts, type ListedMediaHost } from '@app/media-hosts';
import { valid } from '../http/valid.js';

/** Media hosts belong to the recorder and not to a tenant: other tenants' callers neither see nor order them. */
@Controller('admin/v1/media-hosts')
export class MediaHostsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @RequireRole('Recording.Read')
  async list(@CallerOf() caller: Caller): Promise<MediaHostPage> {
    requireHomeTenant(caller);
    const hosts = await this.queries.execute(new ListMediaHosts());
    return { items: hosts.map(shown), nextCursor: null };
  }

  @Post(':hostId/drain')
  @RequireRole('Recording.Operate')
  @HttpCode(204)
  async drain(@CallerOf() caller: Caller, @Param(valid(mediaHostPath)) { hostId }: { hostId: string }): Promise<void> {
    requireHomeTenant(caller);
    await this.commands.execute(new DrainMediaHost({ hostId, drain: true }));
  }

  @Post(':hostId/resume')
  @RequireRole('Recording.Operate')
  @HttpCode(204)
  async resume(@CallerOf() caller: Caller, @Param(valid(mediaHostPath)) { hostId }: { hostId: string }): Promise<void> {
    requireHomeTenant(caller);
    await this.commands.execute(new DrainMediaHost({ hostId, drain: false }));
  }
}

/** Which service principal reports for a host is nobody's business but ours. */
function shown({ reportedBy: _reportedBy, firstSeenAt, heartbeatAt, ...host }: ListedMediaHost): MediaHost {
  return { ...host, firstSeenAt: firstSeenAt.toISOString(), heartbeatAt: heartbeatAt.toISOString() };
}
