import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MediaHostClient, MediaHostFailed } from '@app/media-hosts';
import { Clock, DurableCommand, Log, type Lease } from '@app/platform';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { keptUntil } from '../kept-segment.store.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionMedia } from '../session-media.js';

const HOST_MS = 2_000;
/** A host that has not obeyed after this long is not waited for: what Teams shows must not stay wrong. */
const OBEYED_WITHIN_MS = 5_000;

interface KeepMediaOrder {
  callId: string;
  keep: boolean;
  permitId: string;
  /** When the permit was opened or closed. */
  orderedAt: string;
  /** The host has been told before, and is asked whether it still knows: a repeat that makes no history. */
  again?: boolean;
}

/** Lets the media host keep media, or stops it. It keeps nothing without this, and this follows Graph's success only. */
export class KeepMedia extends DurableCommand<KeepMediaOrder> {
  static override readonly kind = 'recording.keep-media';

  get orderingKey(): string {
    return this.data.callId;
  }

  override get dedupeKey(): string | undefined {
    return this.data.again ? `${this.data.callId}:keep-again` : undefined;
  }

  override retryDelayMs(attempt: number): number {
    return Math.min(250 * 2 ** (attempt - 1), 2_000);
  }
}

@CommandHandler(KeepMedia)
export class KeepMediaHandler implements ICommandHandler<KeepMedia> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly media: SessionMedia,
    private readonly hosts: MediaHostClient,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute({ data, lease }: KeepMedia): Promise<void> {
    const session = await this.sessions.find(data.callId);
    if (!session) return;
    if (data.keep) await this.keep(session, data, lease);
    else await this.stop(session, data, lease);
  }

  private async keep(
    session: RecordingSession,
    { callId, permitId, orderedAt, again }: KeepMediaOrder,
    lease: Lease,
  ): Promise<void> {
    // The permit may have closed while this order waited; its stop stands behind it in the queue.
    if (session.permitState !== 'open' || session.permitId !== permitId) return;
    const outcome = await this.tell(session, { keep: true, permitId }, orderedAt, lease);
    const at = this.clock.now();
    if (!outcome.keeps) {
      this.log.warn('a media host does not keep under an open permit', { callId, mediaHostId: session.mediaHostId });
      return this.sessions.change(callId, async (current, tx) => {
        // A word that comes late says nothing about the permit of now.
        if (current.permitId !== permitId) return;
        current.noteMediaLost(at, {
          keptUntil: again ? await keptUntil(tx, current.sessionId) : new Date(orderedAt),
        });
      });
    }
    if (!again)
      await this.sessions.change(callId, (current) => current.noteKeepingStarted(permitId, outcome.since, at));
  }

  private async stop(
    session: RecordingSession,
    { callId, permitId, orderedAt }: KeepMediaOrder,
    lease: Lease,
  ): Promise<void> {
    const { keeps } = await this.tell(session, { keep: false, permitId }, orderedAt, lease);
    const at = this.clock.now();
    await this.sessions.change(callId, (current) => current.noteKeepingStopped(permitId, keeps === false, at));
  }

  /**
   * What the host made of an order; `keeps: null` when it was not to be had within the time that people may be shown
   * something untrue. Until then a failure is thrown, and the order repeated. A host that no longer knows the session
   * keeps nothing for it.
   */
  private async tell(
    session: RecordingSession,
    order: { keep: boolean; permitId: string },
    orderedAt: string,
    lease: Lease,
  ): Promise<{ keeps: boolean | null; since: string | null }> {
    const host = await this.media.hostOf(session);
    if (!host || !session.mediaSessionId) return { keeps: false, since: null };
    const now = this.clock.now();
    const isLate = now.getTime() - new Date(orderedAt).getTime() >= OBEYED_WITHIN_MS;
    try {
      const sent = { ...order, at: now.toISOString() };
      const { keep, since } = await this.hosts.keep(host, session.mediaSessionId, sent, HOST_MS, lease);
      if (keep === order.keep || isLate) return { keeps: keep === order.keep ? keep : null, since };
    } catch (error) {
      if (!(error instanceof MediaHostFailed)) throw error;
      if (error.status === 404) return { keeps: false, since: null };
      if (isLate) return { keeps: null, since: null };
      throw error;
    }
    throw new Error(`The media host ${order.keep ? 'does not keep' : 'has not stopped keeping'}`);
  }
}
