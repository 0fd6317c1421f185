import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { changeReason, mediaHostPath, type MediaHost, type MediaHostPage } from '@app/contracts';
import { Audit, type AuditNotes, CallerOf, requireHomeTenant, RequireRole, type Caller } from '@app/identity';
import { DrainMediaHost, ListMediaHosts, type ListedMediaHost } from '@app/media-hosts';
import { valid } from '../http/valid.js';

interface HostPath {
  hostId: string;
}
interface Reason {
  reason?: string | undefined;
}

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
  drain(
    @CallerOf() caller: Caller,
    @Param(valid(mediaHostPath)) { hostId }: HostPath,
    @Query(valid(changeReason)) { reason }: Reason,
    @Audit() audit: AuditNotes,
  ): Promise<void> {
    return this.order(caller, { hostId, drain: true }, audit, reason);
  }

  @Post(':hostId/resume')
  @RequireRole('Recording.Operate')
  @HttpCode(204)
  resume(
    @CallerOf() caller: Caller,
    @Param(valid(mediaHostPath)) { hostId }: HostPath,
    @Query(valid(changeReason)) { reason }: Reason,
    @Audit() audit: AuditNotes,
  ): Promise<void> {
    return this.order(caller, { hostId, drain: false }, audit, reason);
  }

  private async order(
    caller: Caller,
    { hostId, drain }: { hostId: string; drain: boolean },
    audit: AuditNotes,
    reason: string | undefined,
  ): Promise<void> {
    requireHomeTenant(caller);
    const before = (await this.queries.execute(new ListMediaHosts())).find((host) => host.hostId === hostId);
    await this.commands.execute(new DrainMediaHost({ hostId, drain }));
    audit.changed(
      before ? { hostId, drainOrdered: before.drainOrdered } : null,
      { hostId, drainOrdered: drain },
      reason,
    );
  }
}

/** Which service principal reports for a host is nobody's business but ours. */
function shown({ reportedBy: _reportedBy, firstSeenAt, heartbeatAt, ...host }: ListedMediaHost): MediaHost {
  return { ...host, firstSeenAt: firstSeenAt.toISOString(), heartbeatAt: heartbeatAt.toISOString() };
}
