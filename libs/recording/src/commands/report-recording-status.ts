import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  GraphCommsClient,
  GraphRequestFailed,
  type CallRef,
  type Operation,
  type RecordingStatus,
} from '@app/graph-comms';
import { Clock, DurableCommand } from '@app/platform';
import { GraphTalk } from '../graph-talk.js';
import { isTokenFault } from '../missed-cause.js';
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
    if (session && next) await GraphTalk.about(this.sessions, session, lease, (talk) => this.tell(talk, next));
  }

  private async tell(talk: GraphTalk, status: RecordingStatus): Promise<void> {
    try {
      const operation = await this.report(talk.call, status);
      if (!isSuccess(operation)) throw new Error(`updateRecordingStatus ended ${operation.status}`);
    } catch (error) {
      const at = this.clock.now();
      if (!(error instanceof GraphRequestFailed)) throw error;
      if (error.category === 'gone') return talk.change((current) => current.noteGraphGone(error.details, [], at));
      // A secret that has expired is renewed by a person, and the call may still be up by then.
      if (error.category !== 'refused' || isTokenFault(error)) throw error;
      return talk.change((current) => current.noteRecordingRefused(error.details.code, at));
    }
    const permitId = randomUUID();
    await talk.change((current) => current.noteStatusConfirmed(status, permitId, this.clock.now()));
  }

  private async report(call: CallRef, status: RecordingStatus): Promise<Operation> {
    const deadline = new Date(this.clock.now().getTime() + GRAPH_MS);
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
