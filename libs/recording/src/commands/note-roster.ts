import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { GraphExchange, RosterEntry } from '@app/graph-comms';
import { noteExchanges } from '../graph-talk.js';
import type { LoggedNotification } from '../notification-log.store.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore, type Cause } from '../recording-session.store.js';
import { ParticipantRecorders } from '../coverage/participant-recorder.store.js';
import { SeatStore } from '../seat.store.js';
import { SessionParticipants } from '../session-participant.store.js';

export interface Roster {
  delta: boolean;
  /** Null: this roster has no version, so the last received wins (protocol §4.5). */
  sequenceNumber: string | null;
  participants: RosterEntry[];
}

/** Who is in the call, as Teams or Graph says. A version that is not newer than the last applied changes nothing. */
export class NoteRoster extends Command<void> {
  constructor(
    readonly callId: string,
    readonly roster: Roster,
    readonly at: Date,
    /** Null: we asked Graph ourselves. */
    readonly notification: LoggedNotification | null,
    /** What was said then. */
    readonly said: readonly GraphExchange[] = [],
  ) {
    super();
  }
}

@CommandHandler(NoteRoster)
export class NoteRosterHandler implements ICommandHandler<NoteRoster> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly participants: SessionParticipants,
    private readonly seats: SeatStore,
    private readonly recorders: ParticipantRecorders,
  ) {}

  async execute({ callId, roster, at, notification, said }: NoteRoster): Promise<void> {
    const cause: Cause = notification ? { by: 'teams', notification } : { by: 'recorder' };
    await this.sessions.change(
      callId,
      async (session, tx) => {
        noteExchanges(session, said);
        if (!session.takeRosterVersion(roster.sequenceNumber)) return;
        const told = roster.sequenceNumber === null ? 'mayBeOlder' : 'inOrder';
        // What we asked Graph for ourselves is the truth of this moment.
        const source = notification === null ? 'asked' : told;
        const { left, back, held } = await this.participants.applyRoster(tx, session.sessionId, roster, at, source);
        const returned = back.length > 0 ? await this.seats.reseat(tx, session, back, at) : 0;
        session.noteSeats(left, held + returned, at);
        if (!roster.delta) session.noteRosterEmpty(isWithoutPeople(roster, session), at);
        if (session.namesRecorders) await this.recorders.see(tx, session.sessionId, roster, at);
      },
      cause,
    );
  }
}

/** Recorders, ours among them, are applications: whoever else is there is somebody to record. */
function isWithoutPeople({ participants }: Roster, { myParticipantId }: RecordingSession): boolean {
  return participants.every(
    ({ participantId, identity }) =>
      participantId === myParticipantId || identity?.kind === 'application' || identity?.kind === 'applicationInstance',
  );
}
