import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient, GraphRequestFailed } from '@app/graph-comms';
import { Clock, DurableCommand } from '@app/platform';
import { GraphTalk } from '../graph-talk.js';
import { RecordingSessionStore } from '../recording-session.store.js';

const GRAPH_MS = 10_000;

/** Hangs up our own leg (protocol §7.7). The end itself comes from Teams; a call that is gone already is as good. */
export class DeleteCall extends DurableCommand<{ callId: string }> {
  static override readonly kind = 'recording.delete-call';

  get orderingKey(): string {
    return this.data.callId;
  }
}

@CommandHandler(DeleteCall)
export class DeleteCallHandler implements ICommandHandler<DeleteCall> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly graph: GraphCommsClient,
    private readonly clock: Clock,
  ) {}

  async execute({ data: { callId }, lease }: DeleteCall): Promise<void> {
    const session = await this.sessions.find(callId);
    // A call that was filed as missed and came up all the same is hung up, although its session has ended.
    if (!session || (session.endedAt && session.endReason?.by !== 'missed')) return;
    await GraphTalk.about(this.sessions, session, lease, async (talk) => {
      try {
        await this.graph.deleteCall(talk.call, new Date(this.clock.now().getTime() + GRAPH_MS));
      } catch (error) {
        if (!(error instanceof GraphRequestFailed) || error.category !== 'gone') throw error;
      }
      await talk.change((current) => current.noteDeleted(this.clock.now()));
    });
  }
}
