import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient, GraphRequestFailed } from '@app/graph-comms';
import { Clock, DurableCommand } from '@app/platform';
import { GraphTalk } from '../graph-talk.js';
import { RecordingSessionStore } from '../recording-session.store.js';

const GRAPH_MS = 5_000;

/**
 * Asks Graph how far a call is that was answered, because Teams has not said that it is up. A word of Teams' that was lost
 * is not said twice, and without it people would talk unrecorded until they hang up.
 */
export class ConfirmEstablished extends DurableCommand<{ callId: string }> {
  static override readonly kind = 'recording.confirm-established';

  get orderingKey(): string {
    return `${this.data.callId}:established`;
  }

  override get dedupeKey(): string {
    return this.orderingKey;
  }
}

@CommandHandler(ConfirmEstablished)
export class ConfirmEstablishedHandler implements ICommandHandler<ConfirmEstablished> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly graph: GraphCommsClient,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId }, lease }: ConfirmEstablished): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session?.awaitsEstablished) return;
    await GraphTalk.about(this.sessions, session, lease, async (talk) => {
      try {
        const call = await this.graph.getCall(talk.call, new Date(this.clock.now().getTime() + GRAPH_MS));
        await talk.change((current) => current.noteCallFound(call, this.clock.now()));
      } catch (error) {
        if (!(error instanceof GraphRequestFailed) || error.category !== 'gone') throw error;
        await talk.change((current) => current.noteGraphGone(error.details, [], this.clock.now()));
      }
    });
  }
}
