import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient } from '@app/graph-comms';
import { Clock, Config, DurableCommand } from '@app/platform';
import { callbackUriOf } from '../callback-uri.js';
import { GraphTalk } from '../graph-talk.js';
import { missedCause } from '../missed-cause.js';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Moves a direct call to the callees that its policy names (protocol §7.4). */
export class SendRedirect extends DurableCommand<{ callId: string }> {
  static override readonly kind = 'recording.send-redirect';
  static override readonly urgent = true;

  get orderingKey(): string {
    return this.data.callId;
  }
}

@CommandHandler(SendRedirect)
export class SendRedirectHandler implements ICommandHandler<SendRedirect> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly graph: GraphCommsClient,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async execute({ data: { callId }, lease }: SendRedirect): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session?.awaitsResponse || session.decision?.action !== 'redirect') return;
    const { targets, timeoutSeconds } = session.decision;
    await GraphTalk.about(this.sessions, session, lease, async (talk) => {
      try {
        const request = { targets, timeoutSeconds, callbackUri: callbackUriOf(this.config.http.publicUrl, session) };
        await this.graph.redirect(talk.call, request, session.respondBy);
        await talk.change((current) => current.noteRedirected(timeoutSeconds, this.clock.now()));
      } catch (error) {
        const { cause, code } = missedCause(error);
        await talk.change((current) => current.noteMissed(cause, code, this.clock.now()));
      }
    });
  }
}
