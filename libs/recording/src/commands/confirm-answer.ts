import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient, GraphRequestFailed } from '@app/graph-comms';
import { Clock, DurableCommand } from '@app/platform';
import { GraphTalk } from '../graph-talk.js';
import { isTokenFault, missedCause } from '../missed-cause.js';
import { RecordingSessionStore } from '../recording-session.store.js';

const GRAPH_MS = 5_000;

/**
 * Settles an answer whose outcome is unknown. Had it been carried out, Teams has said so by now, or Graph still knows
 * the call two seconds after its deadline; if neither, the invitation was missed (protocol §8.5).
 */
export class ConfirmAnswer extends DurableCommand<{ callId: string; code: string | null }> {
  static override readonly kind = 'recording.confirm-answer';

  get orderingKey(): string {
    return `${this.data.callId}:confirm`;
  }

  override get dedupeKey(): string {
    return this.orderingKey;
  }
}

@CommandHandler(ConfirmAnswer)
export class ConfirmAnswerHandler implements ICommandHandler<ConfirmAnswer> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly graph: GraphCommsClient,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId, code }, lease }: ConfirmAnswer): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session?.awaitsResponse) return;
    await GraphTalk.about(this.sessions, session, lease, (talk) => this.settle(talk, code));
  }

  private async settle(talk: GraphTalk, code: string | null): Promise<void> {
    try {
      const deadline = new Date(this.clock.now().getTime() + GRAPH_MS);
      const { requestId, durationMs, attempts } = await this.graph.keepAlive(talk.call, deadline);
      const reply = { requestId, durationMs, attempts };
      await talk.change((current) => current.noteAnswered(reply, this.clock.now()));
    } catch (error) {
      if (!(error instanceof GraphRequestFailed)) throw error;
      // Refused for good, Graph will not say more however often it is asked. A secret that has expired is renewed.
      const isSettled = error.category === 'gone' || (error.category === 'refused' && !isTokenFault(error));
      if (!isSettled) throw error;
      const missed = missedCause(error);
      await talk.change((current) => current.noteMissed(missed.cause, code ?? missed.code, this.clock.now()));
    }
  }
}
