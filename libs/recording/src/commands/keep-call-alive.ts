import { createHash } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient, GraphRequestFailed } from '@app/graph-comms';
import { Clock, Config, DurableCommand, Log } from '@app/platform';
import { ConversationStore } from '../conversation.store.js';
import { GraphTalk } from '../graph-talk.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { RosterReader } from '../roster-reader.js';

const GRAPH_MS = 10_000;
/** Calls that began together should not be kept alive together for ever. */
const JITTER = 0.1;
/** Checks fall on common moments, so far apart in parts of the interval: those of one moment are made together. */
const COMMON_MOMENTS = 0.01;
/** Waits after a failure, in seconds; the last for every further one (protocol §7.6). */
const RETRY_SECONDS = [30, 60, 120, 300];

/** The longest time between two regular checks of a call. */
export function longestIntervalMs({ keepAliveSeconds }: Config['calls']): number {
  return keepAliveSeconds * 1000 * (1 + JITTER + COMMON_MOMENTS);
}

/** Orders the checks of one call, apart from everything else of it: nothing holds them up. */
export function keepAliveKey(callId: string): string {
  return `${callId}:keep-alive`;
}

interface Check {
  callId: string;
  /** One of a chain of checks, each of which makes the next; null for a check by itself. */
  dueAt: string | null;
  /** Tells single checks of one call apart. */
  once: string | null;
}

/**
 * Tells Graph that we are still in the call, well before its limit of 45 minutes, and learns whether the call still is:
 * one that is gone has ended although nobody said so. A single check also reads the roster anew.
 */
export class KeepCallAlive extends DurableCommand<Check> {
  static override readonly kind = 'recording.keep-call-alive';

  get orderingKey(): string {
    return keepAliveKey(this.data.callId);
  }

  /** A repeat of one check makes no second chain. */
  override get dedupeKey(): string {
    return `${this.orderingKey}:${this.data.dueAt ?? `once:${this.data.once}`}`;
  }

  override retryDelayMs(attempt: number): number {
    return 1000 * (RETRY_SECONDS[attempt - 1] ?? 300);
  }
}

@CommandHandler(KeepCallAlive)
export class KeepCallAliveHandler implements ICommandHandler<KeepCallAlive> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly graph: GraphCommsClient,
    private readonly rosters: RosterReader,
    private readonly conversations: ConversationStore,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly log: Log,
  ) {}

  async execute({ data: { callId, dueAt }, lease, attempt }: KeepCallAlive): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session || session.endedAt) return;
    const isRoutine = attempt === 1 && session.graphGoneSince === null;
    await GraphTalk.about(this.sessions, session, lease, (talk) => this.check(session, dueAt, isRoutine, talk));
  }

  private async check(
    session: RecordingSession,
    dueAt: string | null,
    isRoutine: boolean,
    talk: GraphTalk,
  ): Promise<void> {
    const { callId } = session;
    const deadline = new Date(this.clock.now().getTime() + GRAPH_MS);
    try {
      await this.graph.keepAlive(talk.call, deadline);
    } catch (error) {
      if (!(error instanceof GraphRequestFailed) || error.category !== 'gone') throw error;
      return this.doubt(session, error.details, talk);
    }
    if (isRoutine) talk.forgetRoutine();
    // The regular checks ceased when Graph did not know the call; now that it does they go on.
    const regularFrom = dueAt ?? (session.graphGoneSince ? this.clock.now().toISOString() : null);
    const nextDueAt = regularFrom && this.nextAfter(callId, new Date(regularFrom)).toISOString();
    await talk.change((current) => current.noteKeptAlive(nextDueAt, this.clock.now()));
    if (!dueAt && session.establishedAt) await this.readRoster(session, deadline, talk);
  }

  /** Graph does not know the call. What the conversation's other legs were told may bear it out. */
  private async doubt(session: RecordingSession, reply: GraphRequestFailed['details'], talk: GraphTalk): Promise<void> {
    const { callId } = session;
    const endedAt = await this.conversations.endedAccordingToAnother(session);
    const others = endedAt ? [{ witness: 'conversationEnded' as const, at: endedAt.toISOString() }] : [];
    const isOver = await talk.change((current) => {
      current.noteGraphGone(reply, others, this.clock.now());
      return current.endedAt !== null;
    });
    if (!isOver) this.log.warn('Graph knows no such call, and nothing else says that it is over', { callId });
  }

  /** The first of the call's regular times that is still to come. The same whenever it is asked for one check. */
  private nextAfter(callId: string, dueAt: Date): Date {
    const spread = createHash('sha256').update(callId).update(dueAt.toISOString()).digest().readUInt16BE() / 0xffff;
    const interval = this.config.calls.keepAliveSeconds * 1000 * (1 + JITTER * (2 * spread - 1));
    const passed = Math.max(0, Math.floor((this.clock.now().getTime() - dueAt.getTime()) / interval));
    const gap = this.config.calls.keepAliveSeconds * 1000 * COMMON_MOMENTS;
    return new Date(gap * Math.ceil((dueAt.getTime() + (passed + 1) * interval) / gap));
  }

  private async readRoster(session: RecordingSession, deadline: Date, talk: GraphTalk): Promise<void> {
    try {
      await this.rosters.read(session, deadline, talk);
    } catch (error) {
      // The call was kept alive, which is what matters; the next roster that Teams sends heals the rest.
      if (!(error instanceof GraphRequestFailed)) throw error;
    }
  }
}
