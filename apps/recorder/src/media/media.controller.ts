import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  mediaHostHeartbeat,
  mediaHostId,
  mediaReport,
  mediaSessionId,
  type HeartbeatReply,
  type MediaHostHeartbeat,
  type MediaReport,
} from '@app/contracts';
import { redactText } from '@app/graph-comms';
import { CallerOf, requireHomeTenant, RequireRole, type Caller } from '@app/identity';
import { NoteHeartbeat } from '@app/media-hosts';
import { Log, Metrics } from '@app/platform';
import { NoSuchSession, NoteMediaReport, ReportOutOfTime } from '@app/recording';
import { valid } from '../http/valid.js';

/**
 * Media hosts' edge (docs/media-host.openapi.json). A host speaks for itself only: its id is bound to the service
 * principal that reports it while it is alive, and a session's id, which is random and known to its host and to us
 * alone, is what allows to report for that session. Only the home tenant's hosts are heard: a tenant that may grant
 * itself our app roles must not become the place where other tenants' media goes.
 */
@Controller('media/v1')
@RequireRole('Media.Host')
export class MediaController {
  private readonly reports;

  constructor(
    private readonly commands: CommandBus,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    this.reports = metrics.counter('media_reports_total', 'Reports of media hosts, by kind and outcome', [
      'kind',
      'outcome',
    ]);
  }

  @Put('hosts/:hostId')
  heartbeat(
    @CallerOf() caller: Caller,
    @Param('hostId', valid(mediaHostId)) hostId: string,
    @Body(valid(mediaHostHeartbeat)) body: MediaHostHeartbeat,
  ): Promise<HeartbeatReply> {
    requireHomeTenant(caller);
    return this.commands.execute(new NoteHeartbeat({ ...body, hostId, reportedBy: caller.subject }));
  }

  /** A fact about a session that we do not hold is counted, and the host need not say it again. */
  @Post('sessions/:mediaSessionId/reports')
  @HttpCode(202)
  async report(
    @CallerOf() caller: Caller,
    @Param('mediaSessionId', valid(mediaSessionId)) id: string,
    @Body(valid(mediaReport)) body: MediaReport,
  ): Promise<void> {
    requireHomeTenant(caller);
    const { kind, detail } = body;
    if (kind === 'mediaLost') this.log.warn('media lost', { mediaSessionId: id, detail: detail && redactText(detail) });
    try {
      await this.commands.execute(new NoteMediaReport(reportOf(id, body)));
      this.reports.inc({ kind, outcome: 'noted' });
    } catch (error) {
      if (error instanceof ReportOutOfTime) this.reports.inc({ kind, outcome: 'outOfTime' });
      if (!(error instanceof NoSuchSession)) throw error;
      this.reports.inc({ kind, outcome: 'unknownSession' });
      this.log.warn('a media host reports for a session that nobody holds', { mediaSessionId: id, kind });
    }
  }
}

function reportOf(mediaSessionId: string, body: MediaReport): NoteMediaReport['report'] {
  const at = new Date(body.at);
  switch (body.kind) {
    case 'firstMedia':
    case 'mediaLost':
    case 'stopped':
      return { mediaSessionId, kind: body.kind, at };
    case 'segmentKept': {
      const { segment } = body;
      const dated = { ...segment, from: new Date(segment.from), to: new Date(segment.to) };
      return { mediaSessionId, kind: body.kind, at, segment: dated };
    }
  }
}
