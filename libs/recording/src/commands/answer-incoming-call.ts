import { CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { DecideRecording } from '@app/policies';
import { AppTokens, Clock, Config, DurableCommand, Log } from '@app/platform';
import { RecordingSessionStore } from '../recording-session.store.js';

/** Decides what becomes of an invitation. What was decided is stored before anybody is told. */
export class AnswerIncomingCall extends DurableCommand<{ callId: string }> {
  static override readonly kind = 'recording.answer-incoming-call';
  static override readonly urgent = true;

  get orderingKey(): string {
    return this.data.callId;
  }
}

@CommandHandler(AnswerIncomingCall)
export class AnswerIncomingCallHandler implements ICommandHandler<AnswerIncomingCall> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly queries: QueryBus,
    private readonly tokens: AppTokens,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute({ data: { callId } }: AnswerIncomingCall): Promise<void> {
    const takenUpAt = this.clock.now();
    const session = await this.sessions.find(callId);
    if (!session?.awaitsResponse) return;
    // Fetched beside the decision where it is not warm, as for a tenant's first call (protocol §12.1).
    void this.tokens.get(this.config.graph.url, session.tenantId).catch(() => undefined);
    const { kind, policyIdentifier, policyHolderTenantId, tenantId } = session;
    const call = { kind, policyIdentifier, tenantId: policyHolderTenantId ?? tenantId };
    const decision = await this.queries.execute(new DecideRecording(call));
    const flags = await this.sessions.change(callId, (current) => {
      current.decide(decision, this.clock.now(), takenUpAt);
      return current.flags;
    });
    if (flags.length > 0) this.log.warn('an invite needs somebody to look at it', { callId, tenantId, flags });
  }
}
