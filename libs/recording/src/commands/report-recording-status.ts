import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient, GraphRequestFailed, type Operation, type RecordingStatus } from '@app/graph-comms';
import { Clock, DurableCommand, type Lease } from '@app/platform';
import { callRefOf } from '../call-ref.js';
import { isTokenFault } from '../missed-cause.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';

/** An operation that is still running is asked about this often, and for this long (protocol §7.5). */
const POLL_MS = 500;
const GRAPH_MS = 10_000;

/** Tells Graph what Teams is to show of this call's recording. Nothing may be kept before Graph has said yes to `recording`. */
export class ReportRecordingStatus extends DurableCommand<{ callId: string; status: RecordingStatus }> {
  static override readonly kind = 'recording.report-recording-status';

  get orderingKey(): string {
    return this.data.callId;
  }

  override retryDelayMs(attempt: number): number {
    return Math.min(500 * 2 ** (attempt - 1), 8_000);
  }
}

@CommandHandler(ReportRecordingStatus)
export class ReportRecordingStatusHandler implements ICommandHandler<ReportRecordingStatus> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly graph: GraphCommsClient,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId, status }, lease }: ReportRecordingStatus): Promise<void> {
    const session = await this.sessions.find(callId);
    const next = session?.statusToReport(status);
    if (!session || !next) return;
    try {
      const operation = await this.report(session, next, lease);
      if (!isSuccess(operation)) throw new Error(`updateRecordingStatus ended ${operation.status}`);
    } catch (error) {
      const at = this.clock.now();
      if (!(error instanceof GraphRequestFailed)) throw error;
      if (error.category === 'gone')
        return this.sessions.change(callId, (current) => current.noteGraphGone(error.details, [], at));
      // A secret that has expired is renewed by a person, and the call may still be up by then.
      if (error.category !== 'refused' || isTokenFault(error)) throw error;
      return this.sessions.change(callId, (current) => current.noteRecordingRefused(error.details.code, at));
    }
    const permitId = randomUUID();
    await this.sessions.change(callId, (current) => current.noteStatusConfirmed(next, permitId, this.clock.now()));
  }

  private async report(session: RecordingSession, status: RecordingStatus, lease: Lease): Promise<Operation> {
    const deadline = new Date(this.clock.now().getTime() + GRAPH_MS);
    const call = callRefOf(session, lease);
    let { operation } = await this.graph.updateRecordingStatus(call, status, deadline);
    while (operation.operationId && isUnderWay(operation) && this.clock.now() < deadline) {
      await new Promise((wake) => setTimeout(wake, POLL_MS));
      operation = await this.graph.getOperation(call, operation.operationId, deadline);
    }
    return operation;
  }
}

function isUnderWay({ status }: Operation): boolean {
  return status === 'running' || status === 'notStarted';
}

/** `running` is not success, and a completed operation may carry a failure (protocol §15.2). */
function isSuccess({ status, resultInfo }: Operation): boolean {
  const code = resultInfo?.code ?? null;
  return status === 'completed' && (code === null || (code >= 200 && code < 300));
}
