import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GraphCommsClient } from '@app/graph-comms';
import { Clock } from '@app/platform';
import type { GraphTalk } from './graph-talk.js';
import type { RecordingSession } from './recording-session.aggregate.js';
import { NoteRoster } from './commands/note-roster.js';

/** Asks Graph who is in a call, rather than wait for Teams' next roster. */
@Injectable()
export class RosterReader {
  constructor(
    private readonly graph: GraphCommsClient,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  /**
   * What Graph says is the truth of the moment at which it was asked, whatever version it carries.
   * @throws GraphRequestFailed
   */
  async read({ callId }: RecordingSession, deadline: Date, talk: GraphTalk): Promise<void> {
    const asked = this.clock.now();
    const { participants } = await this.graph.listParticipants(talk.call, deadline);
    const roster = { delta: false, sequenceNumber: null, participants };
    await talk.storedBy((said) => this.commands.execute(new NoteRoster(callId, roster, asked, null, said)));
  }
}
