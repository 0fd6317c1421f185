import { Inject, Injectable } from '@nestjs/common';
import { Database, Outbox, Relay, type Reaction, type Statement, type Transaction } from '@app/platform';
import { appendNotification, type LoggedNotification } from './notification-log.store.js';
import type { RecordingEvent } from './recording.events.js';
import { NoSuchSession } from './recording.errors.js';
import { RecordingSession } from './recording-session.aggregate.js';
import { MUTABLE_COLUMNS, SESSION_COLUMNS, type SessionColumn } from './recording-session.mapping.js';

/** Who made a session change; stored with every event. */
export type Cause = { by: 'teams'; notification: LoggedNotification } | { by: 'recorder' } | { by: 'mediaHost' };

const RECORDER: Cause = { by: 'recorder' };

/** What follows from an event; handed in by the module, because what follows are commands, and they need this store. */
export const RECORDING_REACTION = Symbol('Reaction<RecordingEvent>');

const names = SESSION_COLUMNS.map(({ name }) => name).join(', ');
const select = (by: string, suffix = '') => `SELECT ${names} FROM recording_session WHERE ${by} = $1${suffix}`;

const FIND: Statement = { name: 'session.find', text: select('call_id') };
const FIND_BY_KEY: Statement = { name: 'session.find-by-key', text: select('call_key') };
const FIND_BY_MEDIA: Statement = { name: 'session.find-by-media', text: select('media_session_id') };
const LOCK: Statement = { name: 'session.lock', text: select('call_id', ' FOR UPDATE') };
const INSERT: Statement = {
  name: 'session.insert',
  text: `INSERT INTO recording_session (${names}) VALUES (${SESSION_COLUMNS.map((_, i) => `$${i + 1}`).join(', ')})
    ON CONFLICT (call_id) DO NOTHING RETURNING session_id`,
};
const UPDATE: Statement = {
  name: 'session.update',
  text: `UPDATE recording_session SET ${MUTABLE_COLUMNS.map(({ name }, i) => `${name} = $${i + 2}`).join(', ')}
    WHERE session_id = $1`,
};
const ADD_EVENTS: Statement = {
  name: 'session.add-events',
  text: `INSERT INTO session_event (session_id, type, at, cause, message_id, data)
    SELECT $1, type, at, $4, $5, data
    FROM unnest($2::text[], $3::timestamptz[], $6::jsonb[]) WITH ORDINALITY AS e (type, at, data, place) ORDER BY place`,
};

/** Recording sessions in Postgres. `open` and `change` are the only ways in which anything about a call changes. */
@Injectable()
export class RecordingSessionStore {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    @Inject(RECORDING_REACTION) private readonly react: Reaction<RecordingEvent>,
  ) {}

  /** Stores a new session with what follows from it. False: the call is known already, and nothing was changed. */
  async open(session: RecordingSession, cause: Cause, also?: (tx: Transaction) => Promise<void>): Promise<boolean> {
    const opened = await this.database.transaction(async (tx) => {
      await log(tx, cause);
      const rows = await tx.query(INSERT, valuesOf(session, SESSION_COLUMNS));
      if (rows.length === 0) return false;
      await this.saveEvents(tx, session, cause);
      await also?.(tx);
      return true;
    });
    if (opened) this.relay.wake();
    return opened;
  }

  /**
   * Loads the session under a row lock, runs `decide`, and stores the row, its events, what follows from them and the
   * notification that caused it: all or nothing. Changes of one call follow one another on any number of replicas.
   * Throws NoSuchSession.
   */
  async change<T>(
    callId: string,
    decide: (session: RecordingSession, tx: Transaction) => T | Promise<T>,
    cause: Cause = RECORDER,
  ): Promise<T> {
    let follows = false;
    const result = await this.database.transaction(async (tx) => {
      const [row] = await tx.query(LOCK, [callId]);
      if (!row) throw new NoSuchSession({ callId });
      const session = sessionFrom(row);
      const before = valuesOf(session, MUTABLE_COLUMNS);
      const decided = await decide(session, tx);
      await log(tx, cause);
      const after = valuesOf(session, MUTABLE_COLUMNS);
      if (after.some((value, i) => !isSame(value, before[i]))) await tx.query(UPDATE, [session.sessionId, ...after]);
      follows = await this.saveEvents(tx, session, cause);
      return decided;
    });
    if (follows) this.relay.wake();
    return result;
  }

  async find(callId: string): Promise<RecordingSession | null> {
    return this.findWith(FIND, callId);
  }

  async findByCallKey(callKey: string): Promise<RecordingSession | null> {
    return this.findWith(FIND_BY_KEY, callKey);
  }

  async findByMediaSession(mediaSessionId: string): Promise<RecordingSession | null> {
    return this.findWith(FIND_BY_MEDIA, mediaSessionId);
  }

  private async findWith(statement: Statement, key: string): Promise<RecordingSession | null> {
    const [row] = await this.database.query(statement, [key]);
    return row ? sessionFrom(row) : null;
  }

  /** True when something follows that a relay should look at now. */
  private async saveEvents(tx: Transaction, session: RecordingSession, cause: Cause): Promise<boolean> {
    const events = session.getUncommittedEvents();
    if (events.length === 0) return false;
    await tx.query(ADD_EVENTS, [
      session.sessionId,
      events.map(({ type }) => type),
      events.map(({ at }) => at),
      cause.by,
      cause.by === 'teams' ? cause.notification.messageId : null,
      events.map(({ data }) => JSON.stringify(data)),
    ]);
    const commands = events.flatMap((event) => this.react(event));
    await this.outbox.add(tx, commands);
    return commands.length > 0;
  }
}

async function log(tx: Transaction, cause: Cause): Promise<void> {
  if (cause.by === 'teams') await appendNotification(tx, cause.notification);
}

function sessionFrom(row: object): RecordingSession {
  const values = row as Record<string, unknown>;
  return RecordingSession.of(Object.fromEntries(SESSION_COLUMNS.map(({ field, name }) => [field, values[name]])));
}

function valuesOf(session: RecordingSession, columns: readonly SessionColumn[]): unknown[] {
  return columns.map(({ field, isJson }) => {
    const value: unknown = session[field];
    return isJson && value !== null ? JSON.stringify(value) : value;
  });
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
}
