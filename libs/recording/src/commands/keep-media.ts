import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MediaHostClient, MediaHostFailed } from '@app/media-hosts';
import { Clock, DurableCommand, Log } from '@app/platform';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionMedia } from '../session-media.js';

const HOST_MS = 2_000;
/** A host that cannot be reached for this long is not waited for: what Teams shows must not stay wrong. */
const STOP_CONFIRMED_WITHIN_MS = 5_000;

interface KeepMediaOrder {
  callId: string;
  keep: boolean;
  permitId: string;
  /** When the permit was opened or closed; the host ignores orders older than the last it obeyed. */
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

  async execute({ data }: KeepMedia): Promise<void> {
    const session = await this.sessions.find(data.callId);
    if (!session) return;
    if (data.keep) await this.keep(session, data);
    else await this.stop(session, data);
  }

  private async keep(session: RecordingSession, { callId, permitId, orderedAt, again }: KeepMediaOrder): Promise<void> {
    // The permit may have closed while this order waited; its stop stands behind it in the queue.
    if (session.permitState !== 'open' || session.permitId !== permitId) return;
    const reply = await this.tell(session, { keep: true, permitId, at: orderedAt }).catch(nullIfUnknown);
    const at = this.clock.now();
    if (!reply?.keep) {
      this.log.warn('a media host does not keep under an open permit', { callId, mediaHostId: session.mediaHostId });
      return this.sessions.change(callId, (current) => current.noteMediaLost(at));
    }
    if (!again) await this.sessions.change(callId, (current) => current.noteKeepingStarted(permitId, reply.since, at));
  }

  private async stop(session: RecordingSession, { callId, permitId, orderedAt }: KeepMediaOrder): Promise<void> {
    let confirmed = true;
    try {
      await this.tell(session, { keep: false, permitId, at: orderedAt });
    } catch (error) {
      if (!(error instanceof MediaHostFailed)) throw error;
      // A host that no longer knows the session keeps nothing for it.
      confirmed = error.status === 404;
      const waited = this.clock.now().getTime() - new Date(orderedAt).getTime();
      if (!confirmed && waited < STOP_CONFIRMED_WITHIN_MS) throw error;
    }
    await this.sessions.change(callId, (current) => current.noteKeepingStopped(permitId, confirmed, this.clock.now()));
  }

  private async tell(session: RecordingSession, order: { keep: boolean; permitId: string; at: string }) {
    const host = await this.media.hostOf(session);
    return host && session.mediaSessionId ? this.hosts.keep(host, session.mediaSessionId, order, HOST_MS) : null;
  }
}

/** A host that does not know the session has lost it, and cannot keep anything of it. */
function nullIfUnknown(error: unknown): null {
  if (error instanceof MediaHostFailed && error.status === 404) return null;
  throw error;
}
