import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphRequestFailed } from '@app/graph-comms';
import { Clock, DurableCommand } from '@app/platform';
import { GraphTalk } from '../graph-talk.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { RosterReader } from '../roster-reader.js';
import { SessionParticipants } from '../session-participant.store.js';

const GRAPH_MS = 5_000;

/**
 * Looks, a minute after the last participant under policy left, whether one has come back (protocol §6.5). Graph is asked
 * who is there first: a roster that missed somebody may have been wrong, and a call that people are in is not hung up.
 */
export class HangUpWhenAlone extends DurableCommand<{ callId: string; aloneSince: string }> {
  static override readonly kind = 'recording.hang-up-when-alone';

  get orderingKey(): string {
    return `${this.data.callId}:alone`;
  }
}

@CommandHandler(HangUpWhenAlone)
export class HangUpWhenAloneHandler implements ICommandHandler<HangUpWhenAlone> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly rosters: RosterReader,
    private readonly participants: SessionParticipants,
    private readonly clock: Clock,
  ) {}

  async execute({ data, lease }: HangUpWhenAlone): Promise<void> {
    const aloneSince = new Date(data.aloneSince);
    const session = await this.sessions.find(data.callId);
    if (!session?.isAloneSince(aloneSince)) return;
    await GraphTalk.about(this.sessions, session, lease, (talk) => this.look(session, aloneSince, talk));
  }

  private async look(session: RecordingSession, aloneSince: Date, talk: GraphTalk): Promise<void> {
    let isTold = true;
    try {
      await this.rosters.read(session, new Date(this.clock.now().getTime() + GRAPH_MS), talk);
    } catch (error) {
      // Of what it may not or can not tell, Teams' own word is all there is. Anything else will pass, and is waited for.
      if (!(error instanceof GraphRequestFailed) || !['gone', 'refused'].includes(error.category)) throw error;
      isTold = error.category === 'gone';
    }
    await talk.change(async (current, tx) => {
      // Missed by a roster, and Graph may not say more: that is one witness, and hangs up nobody.
      if (!isTold && (await this.participants.isAnyMissed(tx, current.sessionId))) return;
      current.hangUpWhenAlone(aloneSince, this.clock.now());
    });
  }
}
