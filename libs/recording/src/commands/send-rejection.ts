import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient, type RejectReason } from '@app/graph-comms';
import { Clock, Config, DurableCommand } from '@app/platform';
import { callbackUriOf } from '../callback-uri.js';
import { GraphTalk } from '../graph-talk.js';
import { missedCause } from '../missed-cause.js';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Tells Teams that we do not take a call, and why (protocol §7.3). */
export class SendRejection extends DurableCommand<{ callId: string; reason: RejectReason }> {
  static override readonly kind = 'recording.send-rejection';
  static override readonly urgent = true;

  get orderingKey(): string {
    return this.data.callId;
  }
}

@CommandHandler(SendRejection)
export class SendRejectionHandler implements ICommandHandler<SendRejection> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly graph: GraphCommsClient,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async execute({ data: { callId, reason }, lease }: SendRejection): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session?.awaitsResponse) return;
    await GraphTalk.about(this.sessions, session, lease, async (talk) => {
      try {
        const callbackUri = callbackUriOf(this.config.http.publicUrl, session);
        await this.graph.reject(talk.call, { reason, callbackUri }, session.respondBy);
        await talk.change((current) => current.noteRejected(reason, this.clock.now()));
      } catch (error) {
        const { cause, code } = missedCause(error);
        await talk.change((current) => current.noteMissed(cause, code, this.clock.now()));
      }
    });
  }
}
