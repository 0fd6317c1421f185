import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { GraphCommsClient } from '@app/graph-comms';
import { Clock, type Lease } from '@app/platform';
import { callRefOf } from './call-ref.js';
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
  async read(session: RecordingSession, deadline: Date, lease: Lease): Promise<void> {
    const asked = this.clock.now();
    const { participants } = await this.graph.listParticipants(callRefOf(session, lease), deadline);
    const roster = { delta: false, sequenceNumber: null, participants };
    await this.commands.execute(new NoteRoster(session.callId, roster, asked, null));
  }
}
