import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus, type Command } from '@nestjs/cqrs';
import { pauseOrder, sessionOrder, sessionPath } from '@app/contracts';
import type { PauseOrder, SessionDetail, SessionOrder } from '@app/contracts';
import { Audit, type AuditNotes, CallerOf, RequireRole, type Caller } from '@app/identity';
import { GetSession, HangUp, PauseRecording, ResumeRecording, StopRecording, type OrderedBy } from '@app/recording';
import { valid } from '../http/valid.js';

interface SessionPath {
  sessionId: string;
}

/** What a person may order of a call. Each is answered when Teams has confirmed it, with the session as it then is. */
@Controller('admin/v1/sessions/:sessionId')
@RequireRole('Recording.Operate')
export class SessionOrdersController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @Post('pause')
  @HttpCode(200)
  pause(
    @CallerOf() caller: Caller,
    @Audit() audit: AuditNotes,
    @Param(valid(sessionPath)) { sessionId }: SessionPath,
    @Body(valid(pauseOrder)) { reason, resumeAfterSeconds }: PauseOrder,
  ): Promise<SessionDetail> {
    return this.order(
      caller,
      audit,
      sessionId,
      reason,
      (callId, by) => new PauseRecording(callId, by, resumeAfterSeconds),
    );
  }

  @Post('resume')
  @HttpCode(200)
  resume(
    @CallerOf() caller: Caller,
    @Audit() audit: AuditNotes,
    @Param(valid(sessionPath)) { sessionId }: SessionPath,
    @Body(valid(sessionOrder)) { reason }: SessionOrder,
  ): Promise<SessionDetail> {
    return this.order(caller, audit, sessionId, reason, (callId, by) => new ResumeRecording(callId, by));
  }

  @Post('stop')
  @HttpCode(200)
  stop(
    @CallerOf() caller: Caller,
    @Audit() audit: AuditNotes,
    @Param(valid(sessionPath)) { sessionId }: SessionPath,
    @Body(valid(sessionOrder)) { reason }: SessionOrder,
  ): Promise<SessionDetail> {
    return this.order(caller, audit, sessionId, reason, (callId, by) => new StopRecording(callId, by));
  }

  @Post('hang-up')
  @HttpCode(200)
  hangUp(
    @CallerOf() caller: Caller,
    @Audit() audit: AuditNotes,
    @Param(valid(sessionPath)) { sessionId }: SessionPath,
    @Body(valid(sessionOrder)) { reason }: SessionOrder,
  ): Promise<SessionDetail> {
    return this.order(caller, audit, sessionId, reason, (callId, by) => new HangUp(callId, by));
  }

  private async order(
    { tenantScope, subject }: Caller,
    audit: AuditNotes,
    sessionId: string,
    reason: string,
    commandOf: (callId: string, by: OrderedBy) => Command<void>,
  ): Promise<SessionDetail> {
    audit.reason = reason;
    const session = () => this.queries.execute(new GetSession(tenantScope, sessionId));
    const before = await session();
    try {
      await this.commands.execute(commandOf(before.callId, { subject, reason }));
    } catch (error) {
      // One that was not confirmed in time stands all the same.
      audit.changed(standingOf(before), await session().then(standingOf, () => null), reason);
      throw error;
    }
    const after = await session();
    audit.changed(standingOf(before), standingOf(after), reason);
    return after;
  }
}

function standingOf({ callState, recordingStatus, standingOrder, pausedUntil }: SessionDetail): object {
  return { callState, recordingStatus, standingOrder, pausedUntil };
}
