import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MediaHostClient, MediaHostFailed } from '@app/media-hosts';
import { Clock, DurableCommand, type Lease } from '@app/platform';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionMedia } from '../session-media.js';

const HOST_MS = 2_000;

/**
 * Asks the media host of a doubted call what it knows of it. A host that was started anew says nothing by itself of a call
 * that it was to keep nothing of; under an open permit the order to keep, given again, is the question (docs/adr/0015).
 */
export class AskMediaHost extends DurableCommand<{ callId: string }> {
  static override readonly kind = 'recording.ask-media-host';

  /** Of its own: what waits for Graph to know the call again must not hold it up. */
  get orderingKey(): string {
    return `${this.data.callId}:ask-media-host`;
  }

  override get dedupeKey(): string {
    return this.orderingKey;
  }
}

@CommandHandler(AskMediaHost)
export class AskMediaHostHandler implements ICommandHandler<AskMediaHost> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly media: SessionMedia,
    private readonly hosts: MediaHostClient,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId }, lease }: AskMediaHost): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session || session.endedAt || session.permitState === 'open') return;
    const isKnown = await this.knows(session, lease);
    if (isKnown === null) return;
    await this.sessions.change(callId, (current) => current.noteHostAsked(isKnown, this.clock.now()));
  }

  /** Null: there is nobody to ask, or no reply. The next look at the call asks again. */
  private async knows(session: RecordingSession, lease: Lease): Promise<boolean | null> {
    const host = await this.media.hostOf(session);
    if (!host || !session.mediaSessionId) return null;
    // The contract has no question. A stop that is older than every order, and of a permit that never was, changes nothing.
    const question = { keep: false, permitId: session.sessionId, at: session.receivedAt.toISOString() };
    try {
      await this.hosts.keep(host, session.mediaSessionId, question, HOST_MS, lease);
      return true;
    } catch (error) {
      if (!(error instanceof MediaHostFailed)) throw error;
      return error.status === 404 ? false : null;
    }
  }
}
