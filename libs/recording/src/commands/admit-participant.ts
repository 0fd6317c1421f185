import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import type { JoinDecision, RecorderRef } from '@app/graph-comms';
import { TakesParticipants } from '@app/media-hosts';
import { Batcher, Clock, Config, RecentlyUsed, type Transaction } from '@app/platform';
import type { Asking } from '../admission.js';
import { inviteUriOf } from '../callback-uri.js';
import type { LoggedNotification } from '../notification-log.store.js';
import type { RecordingEvent } from '../recording.events.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { ParticipantRecorders } from '../coverage/participant-recorder.store.js';
import { SeatStore } from '../seat.store.js';

/** What Teams is to be told about a joining, and since when that is decided and stored. */
export interface JoinReply {
  decision: JoinDecision;
  /** Without: it was not. */
  decidedAt?: Date;
  storedAt?: Date;
}

/**
 * A further participant under policy asks to share a call that is being recorded (protocol §6). A repeat gets the same
 * decision and takes no second seat; a call that is full or ending, or whose media host takes no more, sends them to a
 * bot of their own.
 */
export class AdmitParticipant extends Command<JoinReply> {
  constructor(
    readonly callId: string,
    readonly participant: Asking,
    readonly notification: LoggedNotification,
    /** Whom Teams names beside us for this participant. */
    readonly recorders: { paired: readonly RecorderRef[]; other: readonly RecorderRef[] },
    /** Teams is told busy then; whoever has not been decided on by that time takes no seat (ADR 16 on those in between). */
    readonly decideBy: Date,
  ) {
    super();
  }
}

const BUSY: JoinDecision = { kind: 'reject', reason: 'busy' };
/** Of one call, taken together: a large meeting that begins on the hour. */
const MOST_TOGETHER = 256;
/** Calls with joinings at one time. One that is forgotten while under way only loses company. */
const MOST_CALLS = 1_000;

type Desk = Batcher<AdmitParticipant, JoinReply>;

/** Joinings of one call that arrive together are decided and stored together, in their order. */
@CommandHandler(AdmitParticipant)
export class AdmitParticipantHandler implements ICommandHandler<AdmitParticipant> {
  private readonly desks = new RecentlyUsed<Desk>(MOST_CALLS);

  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly seats: SeatStore,
    private readonly recorders: ParticipantRecorders,
    private readonly queries: QueryBus,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  execute(joining: AdmitParticipant): Promise<JoinReply> {
    return this.deskOf(joining.callId).submit(joining);
  }

  private deskOf(callId: string): Desk {
    const known = this.desks.find(callId);
    if (known) return known;
    const decide = (joinings: readonly AdmitParticipant[]) => this.decide(callId, joinings);
    const desk = new Batcher(decide, { most: MOST_TOGETHER, sideBySide: 1 });
    this.desks.remember(callId, desk);
    return desk;
  }

  private async decide(
    callId: string,
    joinings: readonly AdmitParticipant[],
  ): Promise<PromiseSettledResult<JoinReply>[]> {
    const hostTakes = await this.queries.execute(new TakesParticipants({ callId }));
    const { decisions, decidedAt } = await this.sessions.change(
      callId,
      async (session, tx) => {
        const now = this.clock.now();
        const inTime = joinings.filter(({ decideBy }) => now < decideBy);
        const asking = inTime.map(({ participant }) => participant);
        const isOpen = session.takesParticipants && hostTakes;
        const { admissions, held } = await this.seats.admit(tx, session, asking, isOpen, now);
        session.noteAdmissions(admissions, held, now);
        this.nameRecorders(tx, session, inTime, now);
        const told = new Map(inTime.map((joining, i) => [joining, admissions[i]?.decision]));
        const decisions = joinings.map((joining) => this.decisionOf(told.get(joining), session));
        return { decisions, decidedAt: this.clock.now() };
      },
      causeOf(joinings),
    );
    const storedAt = this.clock.now();
    return decisions.map((decision) => ({ status: 'fulfilled', value: { decision, decidedAt, storedAt } }));
  }

  /** Nothing is stored while nobody but us records anybody of this call, which is the rule. */
  private nameRecorders(
    tx: Transaction,
    session: RecordingSession,
    joinings: readonly AdmitParticipant[],
    at: Date,
  ): void {
    if (joinings.some(({ recorders }) => recorders.paired.length + recorders.other.length > 0))
      session.namesRecorders = true;
    if (!session.namesRecorders) return;
    const { sessionId } = session;
    // Of repeats in one batch the last says how it is.
    const named = new Map(joinings.map(({ participant, recorders }) => [participant.participantId, recorders]));
    this.recorders.name(
      tx,
      [...named].map(([participantId, recorders]) => ({ sessionId, participantId, ...recorders, at })),
    );
  }

  private decisionOf(decision: 'accept' | 'inviteNewBot' | undefined, session: RecordingSession): JoinDecision {
    switch (decision) {
      case 'accept':
        return { kind: 'accept' };
      case 'inviteNewBot':
        return { kind: 'inviteNewBot', inviteUri: inviteUriOf(this.config.http.publicUrl, session) };
      case undefined:
        return BUSY;
    }
  }
}

function causeOf(joinings: readonly AdmitParticipant[]) {
  const ids = new Map(
    joinings.map(({ participant, notification }) => [participant.participantId, notification.messageId]),
  );
  const messageIdOf = ({ data }: RecordingEvent) =>
    'participantId' in data ? (ids.get(data.participantId) ?? null) : null;
  return { by: 'teams' as const, notifications: joinings.map(({ notification }) => notification), messageIdOf };
}
