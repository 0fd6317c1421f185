import { Inject, Injectable } from '@nestjs/common';
import {
  activeTrace,
  Batcher,
  Database,
  inSpan,
  inThisTrace,
  NOT_NOW,
  Outbox,
  sideBySide,
  SpoiltBatch,
  tellStory,
  type Outcome,
  type Reaction,
  type Transaction,
} from '@app/platform';
import { ConversationStore, type Arrival } from './conversation.store.js';
import { InvitationsInHand } from './invitations-in-hand.js';
import type { LoggedNotification } from './notification-log.store.js';
import type { RecordingEvent } from './recording.events.js';
import { NoSuchSession } from './recording.errors.js';
import { RecordingSession } from './recording-session.aggregate.js';
import { SESSION_COLUMNS, type SessionColumn } from './recording-session.mapping.js';
import { FIND, FIND_BY_MEDIA, LOCK, LOCK_FREE, OPEN, UPDATED_COLUMNS, WRITE } from './recording-session.statements.js';
import { ParticipantRecorders, type NamedRecorders } from './coverage/participant-recorder.store.js';
import { watchTwice } from './coverage/coverage-watch.store.js';
import { unsettle } from './gaps/gap-ledger.store.js';
import { SeatStore } from './seat.store.js';
import { SessionMetrics } from './session-metrics.js';
import { watched } from './watched-transaction.js';

/** Who made a session change; stored with every event. */
export type Cause =
  | { by: 'teams'; notification: LoggedNotification }
  /** Several notifications of one call, taken together; each event names its own. */
  | { by: 'teams'; notifications: readonly LoggedNotification[]; messageIdOf: (event: RecordingEvent) => string | null }
  | { by: 'recorder' }
  | { by: 'mediaHost' };

const RECORDER: Cause = { by: 'recorder' };

/** What follows from an event; handed in by the module, because what follows are commands, and they need this store. */
export const RECORDING_REACTION = Symbol('Reaction<RecordingEvent>');

type Decide<T> = (session: RecordingSession, tx: Transaction) => T | Promise<T>;

/** Large enough that one commit serves a burst, small enough that nobody waits long for its end. */
const MOST = 64;
/** Measured: with two, batches are half as large, and the second costs more than it gains. */
const SIDE_BY_SIDE = 1;

/** A session to be stored, new or as it was changed. */
interface Decided {
  session: RecordingSession;
  cause: Cause;
  /** The trace that it is a part of; a batch's own is that of whoever happened to begin it. */
  traceparent: string | null;
}

interface Change {
  callId: string;
  decide: Decide<unknown>;
  cause: Cause;
  traceparent: string | null;
}

/**
 * Recording sessions in Postgres. `open` and `change` are the only ways in which anything about a call changes. Changes
 * of different calls that arrive together are locked, loaded, decided and stored together; a fault of one is its own.
 */
@Injectable()
export class RecordingSessionStore {
  private readonly finds;
  private readonly openings;
  private readonly changes;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly conversations: ConversationStore,
    private readonly seats: SeatStore,
    private readonly recorders: ParticipantRecorders,
    @Inject(RECORDING_REACTION) private readonly react: Reaction<RecordingEvent>,
    private readonly metrics: SessionMetrics,
    private readonly inHand: InvitationsInHand,
  ) {
    const limits = { most: MOST, sideBySide: SIDE_BY_SIDE };
    this.finds = new Batcher((callIds: readonly string[]) => this.findAll(callIds), limits);
    this.openings = new Batcher((openings: readonly Decided[]) => this.openAll(openings), {
      ...limits,
      keyOf: ({ session }) => session.callId,
    });
    this.changes = new Batcher((changes: readonly Change[], alone) => this.changeAll(changes, alone), {
      ...limits,
      keyOf: ({ callId }) => callId,
    });
  }

  /**
   * Stores a new session with its first participant's seat and what follows from it. False: the call is known already,
   * and nothing but the notification was stored.
   */
  open(session: RecordingSession, cause: Cause): Promise<boolean> {
    return inSpan(
      'session.open',
      () => ({}),
      () => {
        tellStory(() => storyOf(session));
        return this.openings.submit({ session, cause, traceparent: activeTrace() });
      },
    );
  }

  /**
   * Loads the session under a row lock, runs `decide`, and stores the row, its events, what follows from them and the
   * notification that caused it: all or nothing. Changes of one call follow one another on any number of replicas.
   * `decide` may be run again, on the session as it then is. Throws NoSuchSession.
   */
  async change<T>(callId: string, decide: Decide<T>, cause: Cause = RECORDER): Promise<T> {
    const told: Decide<T> = (session, tx) => {
      tellStory(() => storyOf(session));
      return decide(session, tx);
    };
    return inSpan(
      'session.change',
      () => ({ attributes: { 'witness.call_id': callId } }),
      async () => {
        const change = { callId, decide: inThisTrace(told), cause, traceparent: activeTrace() };
        return (await this.changes.submit(change)) as T;
      },
    );
  }

  async find(callId: string): Promise<RecordingSession | null> {
    const session = await this.finds.submit(callId);
    if (session) tellStory(() => storyOf(session));
    return session;
  }

  async findByMediaSession(mediaSessionId: string): Promise<RecordingSession | null> {
    const [row] = await this.database.query(FIND_BY_MEDIA, [mediaSessionId]);
    return row ? RecordingSession.of(row) : null;
  }

  private async findAll(callIds: readonly string[]): Promise<PromiseSettledResult<RecordingSession | null>[]> {
    const rows = byCall(await this.database.query<SessionRow>(FIND, [[...new Set(callIds)]]));
    return callIds.map((callId) => {
      const row = rows.get(callId);
      return { status: 'fulfilled', value: row ? RecordingSession.of(row) : null };
    });
  }

  private openAll(openings: readonly Decided[]): Promise<PromiseSettledResult<boolean>[]> {
    return this.database.transaction(async (tx) => {
      const areKnown = await this.conversations.place(tx, openings.map(arrivalOf));
      const sessions = openings.map(({ session }) => textOf(session, SESSION_COLUMNS));
      const events = openings.flatMap(({ session, cause }) => eventsOf(session, cause));
      const values = [listOf(sessions), JSON.stringify(openings.flatMap(notificationsOf)), JSON.stringify(events)];
      const opened = new Set((await tx.query<{ sessionId: string }>(OPEN, values)).map(({ sessionId }) => sessionId));
      const isNew = ({ session }: Decided) => opened.has(session.sessionId);
      const fresh = openings.filter(isNew).map(({ session }) => session);
      this.seats.seatObserved(tx, [...opened], areKnown);
      this.recorders.name(tx, fresh.flatMap(namedBy));
      const legs = fresh.map(({ conversationId }) => conversationId);
      if (areKnown || new Set(legs).size < legs.length) watchTwice(tx, legs);
      this.outbox.add(
        tx,
        openings.filter(isNew).flatMap((opening) => this.followsFrom(opening)),
      );
      tx.afterCommit(() => fresh.forEach((session) => this.metrics.count(session)));
      return openings.map((opening) => ({ status: 'fulfilled', value: isNew(opening) }));
    });
  }

  /** A batch waits for no row: a call that another replica is changing is left to the next, and holds up nobody. */
  private changeAll(changes: readonly Change[], alone: boolean): Promise<Outcome<unknown>[]> {
    return this.database.transaction(async (tx) => {
      const callIds = changes.map(({ callId }) => callId);
      const rows = byCall(await tx.query<SessionRow>(alone ? LOCK : LOCK_FREE, [callIds]));
      const changed: string[] = [];
      const decided: Decided[] = [];
      const decideOne = async ({ callId, decide, cause, traceparent }: Change): Promise<Outcome<unknown>> => {
        const row = rows.get(callId);
        if (!row) return alone ? { status: 'rejected', reason: new NoSuchSession({ callId }) } : NOT_NOW;
        const session = RecordingSession.of(row);
        const before = valuesOf(session);
        const use = watched(tx);
        try {
          const value = await decide(session, use);
          if (valuesOf(session).some((value, i) => value !== before[i])) changed.push(textOf(session, UPDATED_COLUMNS));
          decided.push({ session, cause, traceparent });
          return { status: 'fulfilled', value };
        } catch (error) {
          // What it had written before it failed must go, and cannot go alone.
          if (use.wasUsed) throw alone ? error : new SpoiltBatch();
          return { status: 'rejected', reason: error };
        }
      };
      // Legs of one conversation share their participants' seats.
      const turnOf = ({ callId }: Change) => rows.get(callId)?.conversationId ?? callId;
      const outcomes = await sideBySide(changes, turnOf, decideOne);
      const notifications = decided.flatMap(notificationsOf);
      const events = decided.flatMap(({ session, cause }) => eventsOf(session, cause));
      if (changed.length + notifications.length + events.length > 0)
        tx.queryLast(WRITE, [listOf(changed), JSON.stringify(notifications), JSON.stringify(events)]);
      const heard = decided.flatMap(heardOfEnded);
      if (heard.length > 0) unsettle(tx, heard);
      this.outbox.add(
        tx,
        decided.flatMap((change) => this.followsFrom(change)),
      );
      tx.afterCommit(() => decided.forEach(({ session }) => this.tell(session)));
      return outcomes;
    });
  }

  private tell(session: RecordingSession): void {
    this.metrics.count(session);
    if (!session.awaitsResponse) this.inHand.done(session.callId);
  }

  private followsFrom({ session, traceparent }: Decided) {
    const commands = session.getUncommittedEvents().flatMap((event) => this.react(event));
    for (const command of commands) command.traceparent = traceparent;
    return commands;
  }
}

/** Only the session knows its chain: most that is heard or done of a call names no more than the call. */
function storyOf({ callId, callChainId }: RecordingSession) {
  return { 'witness.call_id': callId, 'witness.call_chain_id': callChainId ?? undefined };
}

interface SessionRow {
  callId: string;
  conversationId: string | null;
}

function byCall(rows: readonly SessionRow[]): Map<string, SessionRow> {
  return new Map(rows.map((row) => [row.callId, row]));
}

/** What a change may change, each as something that can be compared: most of it stays as it is, and is not written out. */
function valuesOf(session: RecordingSession): unknown[] {
  return UPDATED_COLUMNS.map(({ field }) => {
    const value = session[field];
    if (value instanceof Date) return value.getTime();
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
  });
}

/** As JSON under the names of its columns. */
function textOf(session: RecordingSession, columns: readonly SessionColumn[]): string {
  // A loop, because fromEntries makes objects that are slow to write out.
  const record: Record<string, unknown> = {};
  for (const { field, name } of columns) record[name] = session[field];
  return JSON.stringify(record);
}

/** JSON texts as one JSON array. */
function listOf(records: readonly string[]): string {
  return `[${records.join()}]`;
}

/** Nobody is named in most invitations. */
function namedBy(session: RecordingSession): NamedRecorders[] {
  const { sessionId, observedParticipantId, pairedRecorders, otherRecorders, receivedAt, namesRecorders } = session;
  if (!namesRecorders || observedParticipantId === null) return [];
  const recorders = { paired: pairedRecorders, other: otherRecorders };
  return [{ sessionId, participantId: observedParticipantId, ...recorders, at: receivedAt }];
}

/** The conversation, if something was heard of a call of it that has ended. */
function heardOfEnded({ session }: Decided): string[] {
  const { conversationId, endedAt } = session;
  return conversationId && endedAt && session.getUncommittedEvents().length > 0 ? [conversationId] : [];
}

function arrivalOf({ session, cause }: Decided): Arrival {
  return { session, scenarioId: notificationsOf({ cause })[0]?.scenarioId ?? null };
}

function notificationsOf({ cause }: { cause: Cause }): readonly LoggedNotification[] {
  if (cause.by !== 'teams') return [];
  return 'notification' in cause ? [cause.notification] : cause.notifications;
}

function messageIdOf(cause: Cause, event: RecordingEvent): string | null {
  if (cause.by !== 'teams') return null;
  return 'notification' in cause ? cause.notification.messageId : cause.messageIdOf(event);
}

function eventsOf(session: RecordingSession, cause: Cause): object[] {
  const { sessionId } = session;
  return session.getUncommittedEvents().map((event) => {
    const { type, at, data } = event;
    return { sessionId, type, at, cause: cause.by, messageId: messageIdOf(cause, event), data };
  });
}
