import type { CallRef, GraphExchange } from '@app/graph-comms';
import type { Lease, Transaction } from '@app/platform';
import { callRefOf } from './call-ref.js';
import type { RecordingSession } from './recording-session.aggregate.js';
import type { RecordingSessionStore } from './recording-session.store.js';

/**
 * What one command and Graph say to each other about a call. It belongs to the call's history, and is stored with whatever
 * comes of it: a request costs a row, and no transaction.
 */
export class GraphTalk {
  /** For the client. */
  readonly call: CallRef;
  /** And not stored yet. */
  private heard: readonly GraphExchange[] = [];

  private constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly callId: string,
    call: CallRef,
  ) {
    this.call = { ...call, heard: (exchange) => void (this.heard = [...this.heard, exchange]) };
  }

  /** Runs `work`. What is said in it and stored with nothing, because it failed and is tried again, is stored by itself. */
  static async about<T>(
    sessions: RecordingSessionStore,
    session: RecordingSession,
    lease: Lease,
    work: (talk: GraphTalk) => Promise<T>,
  ): Promise<T> {
    const talk = new GraphTalk(sessions, session.callId, callRefOf(session, lease));
    try {
      return await work(talk);
    } finally {
      talk.leave();
    }
  }

  /** Changes the session as its store does, and stores what was said until now with that. */
  change<T>(decide: (session: RecordingSession, tx: Transaction) => T | Promise<T>): Promise<T> {
    return this.storedBy((exchanges) =>
      this.sessions.change(this.callId, (session, tx) => {
        noteExchanges(session, exchanges);
        return decide(session, tx);
      }),
    );
  }

  /** `store` is handed what was said until now, and is to store it with something else. */
  async storedBy<T>(store: (exchanges: readonly GraphExchange[]) => Promise<T>): Promise<T> {
    const exchanges = this.heard;
    const stored = await store(exchanges);
    this.heard = this.heard.slice(exchanges.length);
    return stored;
  }

  /** What went well at once is no news where every call is asked about every few minutes. */
  forgetRoutine(): void {
    if (this.heard.length === 1) this.heard = [];
  }

  /**
   * Nobody waits for this, so that it neither holds up the next try nor changes what became of this one. What cannot be
   * stored the log has all the same.
   */
  private leave(): void {
    if (this.heard.length > 0) this.change(() => undefined).catch(() => undefined);
  }
}

/** In the order in which they were sent. */
export function noteExchanges(session: RecordingSession, exchanges: readonly GraphExchange[]): void {
  for (const { sentAt, ...said } of exchanges) session.noteFact('recording.GraphAsked', sentAt, said);
}
