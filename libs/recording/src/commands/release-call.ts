import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { MediaHostClient, MediaHostFailed, ReleaseSeat } from '@app/media-hosts';
import { Clock, DurableCommand } from '@app/platform';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionMedia } from '../session-media.js';

const HOST_MS = 2_000;
/** A host that cannot be told for this long is given up; it notices by itself that media has ended. */
const GIVE_UP_MS = 30_000;

interface Release {
  callId: string;
  orderedAt: string;
  /** Only should the call still be filed as missed by us: neither revived since, nor ended by Teams' own word. */
  ifMissed?: boolean;
}

/** Frees what a call held: its media session and its seat. One that waits holds up nothing else. */
export class ReleaseCall extends DurableCommand<Release> {
  static override readonly kind = 'recording.release-call';

  get orderingKey(): string {
    return this.data.ifMissed ? `${this.data.callId}:release` : this.data.callId;
  }
}

@CommandHandler(ReleaseCall)
export class ReleaseCallHandler implements ICommandHandler<ReleaseCall> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly media: SessionMedia,
    private readonly hosts: MediaHostClient,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId, orderedAt, ifMissed }, lease }: ReleaseCall): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session || (ifMissed && session.endReason?.by !== 'missed')) return;
    const host = await this.media.hostOf(session);
    if (host && session.mediaSessionId) {
      try {
        await this.hosts.release(host, session.mediaSessionId, HOST_MS, lease);
      } catch (error) {
        const waited = this.clock.now().getTime() - new Date(orderedAt).getTime();
        if (!(error instanceof MediaHostFailed) || waited < GIVE_UP_MS) throw error;
      }
    }
    await this.commands.execute(new ReleaseSeat({ callId }));
    await this.sessions.change(callId, (current) => current.noteFact('recording.CallReleased', this.clock.now(), {}));
  }
}
