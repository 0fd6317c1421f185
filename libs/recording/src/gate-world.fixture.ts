import type { Scheduler } from 'fast-check';
import { GraphRequestFailed, type GraphCommsClient, type RecordingStatus } from '@app/graph-comms';
import { MediaHostFailed, type MediaHostClient } from '@app/media-hosts';
import type { Clock, DurableCommand, Log } from '@app/platform';
import { KeepMedia, KeepMediaHandler } from './commands/keep-media.js';
import { ReportRecordingStatus, ReportRecordingStatusHandler } from './commands/report-recording-status.js';
import { recordingReactions } from './recording.reactions.js';
import { RecordingSession } from './recording-session.aggregate.js';
import type { RecordingSessionStore } from './recording-session.store.js';
import { answered, noon } from './recording-session.fixture.js';
import type { SessionMedia } from './session-media.js';

/** How the far side treats one request: does it and says so, does it and is not heard, or does not do it. */
export type Fate = 'done' | 'doneUnheard' | 'failed';

/**
 * The gate's whole neighbourhood in memory: real aggregate, real reactions and real handlers; Graph, a media host and
 * the store are models. Requests take as long as the scheduler likes, which is how a paused replica looks.
 */
export class GateWorld {
  /** Graph's status of the call, and whether `recording` was ever confirmed. */
  shown: RecordingStatus = 'notRecording';
  everConfirmed = false;
  hostKeeps = false;
  everKept = false;
  wasRevived = false;
  /** What went wrong, in words. */
  readonly violations: string[] = [];
  readonly queue: DurableCommand[] = [];

  private record: object;
  private readonly closedPermits = new Set<string>();
  private lastObeyed = '';
  private openPermit = '';
  private now = noon.getTime() + 1_000;
  private readonly react = recordingReactions({ firstKeepAliveMs: 60_000 });
  private readonly handlers;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly fates: Fate[],
    session = answered(),
  ) {
    this.record = { ...session };
    const clock: Clock = { now: () => new Date((this.now += 7)) };
    const store = {
      find: () => Promise.resolve(this.session),
      change: (_callId: string, decide: (session: RecordingSession) => unknown) => {
        this.change(decide);
        return Promise.resolve();
      },
    } as unknown as RecordingSessionStore;
    const graph = {
      updateRecordingStatus: (_call: object, status: RecordingStatus) => this.graphIsTold(status),
    } as unknown as GraphCommsClient;
    const hosts = {
      keep: (_host: object, _id: string, order: { keep: boolean; permitId: string; at: string }) =>
        this.hostIsTold(order),
    } as unknown as MediaHostClient;
    const media = { hostOf: () => Promise.resolve({ hostId: 'h1', url: 'http://h1' }) } as unknown as SessionMedia;
    const log = { warn: () => undefined } as unknown as Log;
    this.handlers = {
      report: new ReportRecordingStatusHandler(store, graph, clock),
      keep: new KeepMediaHandler(store, media, hosts, clock, log),
    };
  }

  get session(): RecordingSession {
    return RecordingSession.of(structuredClone(this.record));
  }

  /** One transaction: the aggregate decides, and what follows is queued with it. */
  change(decide: (session: RecordingSession) => unknown): void {
    const session = this.session;
    decide(session);
    const events = session.getUncommittedEvents();
    this.record = { ...session };
    this.wasRevived ||= events.some(({ type }) => type === 'recording.CallRevived');
    this.queue.push(...events.flatMap((event) => this.react(event)));
    const { permitState, endedAt, recordingStatus } = session;
    if (permitState === 'open' && (endedAt || recordingStatus !== 'recording'))
      this.violations.push('open without right');
  }

  /** Runs the head of the call's queue. `crash`: the process dies afterwards, before it could say that it was done. */
  async runHead(crash: boolean): Promise<void> {
    const [command] = this.queue;
    if (!command) return;
    const finish = () => void (this.queue[0] === command && this.queue.shift());
    if (command instanceof KeepMedia) await this.attempt(this.handlers.keep.execute(command), crash, finish);
    else if (command instanceof ReportRecordingStatus)
      await this.attempt(this.handlers.report.execute(command), crash, finish);
    else finish();
  }

  private async attempt(work: Promise<void>, crash: boolean, finish: () => void): Promise<void> {
    const isDone = await work.then(
      () => true,
      () => false,
    );
    if (isDone && !crash) finish();
  }

  private async graphIsTold(status: RecordingStatus): Promise<object> {
    const fate = this.fates.pop() ?? 'done';
    if (status !== 'recording' && this.hostKeeps && !this.session.flags.includes('stopUnconfirmed'))
      this.violations.push(`${status} said while media is kept`);
    await this.scheduler.schedule(Promise.resolve(), `graph ${status}`);
    if (fate === 'failed') throw failed(false);
    this.shown = status;
    if (status === 'recording') this.everConfirmed = true;
    if (fate === 'doneUnheard') throw failed(true);
    return { operation: { operationId: null, status: 'completed', resultInfo: null } };
  }

  /** The contract's host: a closed permit never opens again, and an order older than the last obeyed is ignored. */
  private async hostIsTold({ keep, permitId, at }: { keep: boolean; permitId: string; at: string }): Promise<object> {
    const fate = this.fates.pop() ?? 'done';
    await this.scheduler.schedule(Promise.resolve(), `host ${keep}`);
    if (fate === 'failed')
      throw new MediaHostFailed('h1', { verb: 'keep', retryable: true, status: 500, fault: 'status' });
    if (!keep) this.closedPermits.add(permitId);
    // A stop of the permit that is open is obeyed however old it is.
    if (at >= this.lastObeyed || (!keep && permitId === this.openPermit)) {
      this.lastObeyed = at > this.lastObeyed ? at : this.lastObeyed;
      this.openPermit = permitId;
      this.hostKeeps = keep && !this.closedPermits.has(permitId);
      this.everKept ||= this.hostKeeps;
      if (this.hostKeeps && !this.everConfirmed) this.violations.push('kept before success');
    }
    if (fate === 'doneUnheard')
      throw new MediaHostFailed('h1', { verb: 'keep', retryable: true, status: null, fault: 'timeout' });
    return { keep: this.hostKeeps, since: at };
  }
}

function failed(outcomeUnknown: boolean): GraphRequestFailed {
  const ids = { status: null, code: null, subcode: null, requestId: null, clientRequestId: 'x', retryAfterMs: null };
  return new GraphRequestFailed('retry', {
    verb: 'updateRecordingStatus',
    ...ids,
    outcomeUnknown,
    attempts: 1,
    durationMs: 1,
  });
}
