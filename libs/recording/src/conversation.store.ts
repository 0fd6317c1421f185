import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Statement, type Transaction } from '@app/platform';
import type { RecordingSession } from './recording-session.aggregate.js';
import type { SessionRecord } from './session-record.js';

/** Two invitations of one application for one participant within this time are twins (protocol §15.4). */
export const TWINS_WITHIN_MS = 10_000;

/** Locks each conversation, new or known: invitations to one conversation are placed one after another. */
const MEET: Statement = {
  name: 'conversation.meet',
  text: `
    INSERT INTO conversation AS c (conversation_id, tenant_id, conversation_key, began_at)
    SELECT conversation_id, tenant_id, conversation_key, began_at
    FROM jsonb_to_recordset($1) AS n (conversation_id uuid, tenant_id text, conversation_key text, began_at timestamptz)
    ORDER BY tenant_id, conversation_key
    ON CONFLICT (tenant_id, conversation_key) DO UPDATE SET began_at = least(c.began_at, excluded.began_at)
    RETURNING conversation_id AS "conversationId", tenant_id AS "tenantId", conversation_key AS "conversationKey",
      xmax = 0 AS "isNew"`,
};

const KEYS_OF: Statement = {
  name: 'conversation.keys-of-sessions',
  text: `SELECT s.session_id AS "sessionId", c.conversation_key AS "conversationKey"
    FROM recording_session s JOIN conversation c USING (conversation_id) WHERE s.session_id = ANY ($1)`,
};

/** `$3`: calls of which an invitation has come, perhaps once more. */
const LEGS: Statement = {
  name: 'conversation.legs',
  text: `SELECT call_id AS "callId", conversation_id AS "conversationId", application_instance_id AS "applicationInstanceId",
      observed_participant_id AS "observedParticipantId", lane, received_at >= $2 AND ended_at IS NULL AS "mayHaveTwin"
    FROM recording_session
    WHERE conversation_id = ANY ($1)
      AND (call_id = ANY ($3) OR received_at >= $2 AND observed_participant_id IS NOT NULL AND ended_at IS NULL)`,
};

/**
 * Results that say that the whole conversation is over, not only one leg of it (protocol §8.3): the other party of a call
 * between two ended it or left, the conversation ended, its roster is empty.
 */
const CONVERSATION_OVER = [4097, 4521, 5001, 5002, 5003, 5012, 5020, 18503];

const ENDED_BY_ANOTHER: Statement = {
  name: 'conversation.ended-by-another',
  text: `SELECT max(ended_at) AS "endedAt" FROM recording_session
    WHERE conversation_id = $1 AND session_id <> $2 AND ended_at >= $3 AND end_reason ->> 'by' = 'teams'
      AND (end_reason -> 'code')::integer = 200 AND (end_reason -> 'subcode')::integer = ANY ($4)`,
};

const RECORDED_TWICE: Statement = {
  name: 'conversation.recorded-twice',
  text: `SELECT FROM recording_session
    WHERE conversation_id = $1 AND session_id <> $2 AND observed_participant_id = $3 AND ended_at IS NULL LIMIT 1`,
};

interface Met {
  conversationId: string;
  tenantId: string;
  conversationKey: string;
  isNew: boolean;
}

type Leg = Pick<RecordingSession, 'conversationId' | 'applicationInstanceId' | 'observedParticipantId' | 'lane'>;
type StoredLeg = Leg & { callId: string; mayHaveTwin: boolean };

/** An invitation that is about to be stored, and the Scenario-Id that Teams sent with it. */
export interface Arrival {
  session: RecordingSession;
  scenarioId: string | null;
}

/** Which calls are legs of one Teams call or meeting (protocol §6.8, §15.4). */
@Injectable()
export class ConversationStore {
  constructor(private readonly database: Database) {}

  /**
   * Gives each new session its conversation, and twins their lanes. Under the conversations' locks, so that invitations
   * that arrive at several replicas at once know of each other. False: none of these conversations was known.
   */
  async place(tx: Transaction, arrivals: readonly Arrival[]): Promise<boolean> {
    const spilledFrom = arrivals.map(({ session }) => session.spilledFrom).filter((id) => id !== null);
    const spilledKeys = new Map<string, string>();
    if (spilledFrom.length > 0) {
      const rows = await tx.query<{ sessionId: string; conversationKey: string }>(KEYS_OF, [spilledFrom]);
      for (const { sessionId, conversationKey } of rows) spilledKeys.set(sessionId, conversationKey);
    }
    const keyed = arrivals.map((arrival) => ({
      session: arrival.session,
      key: spilledKeys.get(arrival.session.spilledFrom ?? '') ?? keyOf(arrival),
    }));
    // A conversation begins with the first of its legs: of several here, that is the one that is set last.
    const earliestLast = keyed.toSorted((one, other) => +other.session.receivedAt - +one.session.receivedAt);
    const wanted = new Map(
      earliestLast.map(({ session, key }) => [nameOf(session.tenantId, key), rowOf(session, key)]),
    );
    const met = await tx.query<Met>(MEET, [JSON.stringify([...wanted.values()])]);
    const ids = new Map(met.map((each) => [nameOf(each.tenantId, each.conversationKey), each.conversationId]));
    for (const { session, key } of keyed) session.conversationId = ids.get(nameOf(session.tenantId, key)) ?? null;

    const known = met.filter(({ isNew }) => !isNew).map(({ conversationId }) => conversationId);
    await this.assignLanes(tx, arrivals, known);
    return known.length > 0;
  }

  /** When Teams told another leg of this call's conversation that all of it is over; null: it never did. */
  async endedAccordingToAnother({ conversationId, sessionId, receivedAt }: RecordingSession): Promise<Date | null> {
    if (conversationId === null) return null;
    const values = [conversationId, sessionId, receivedAt, CONVERSATION_OVER];
    const [row] = await this.database.query<{ endedAt: Date | null }>(ENDED_BY_ANOTHER, values);
    return row?.endedAt ?? null;
  }

  /** Whether another call, of a twin or of a paired application, is there for the same participant. */
  async isRecordedTwice(session: SessionRecord): Promise<boolean> {
    const { conversationId, sessionId, observedParticipantId } = session;
    const values = [conversationId, sessionId, observedParticipantId];
    return (await this.database.query(RECORDED_TWICE, values)).length > 0;
  }

  private async assignLanes(tx: Transaction, arrivals: readonly Arrival[], known: readonly string[]): Promise<void> {
    const observed = arrivals.map(({ session }) => session).filter((session) => session.observedParticipantId !== null);
    const first = Math.min(...observed.map(({ receivedAt }) => receivedAt.getTime()));
    const calls = observed.map(({ callId }) => callId);
    const stored =
      known.length > 0 && observed.length > 0
        ? await tx.query<StoredLeg>(LEGS, [known, new Date(first - TWINS_WITHIN_MS), calls])
        : [];
    const storedCalls = new Set(stored.map(({ callId }) => callId));
    const legs: Leg[] = stored.filter(({ mayHaveTwin }) => mayHaveTwin);
    for (const session of observed) {
      // A repeat, of which nothing will be stored.
      if (storedCalls.has(session.callId)) continue;
      const taken = new Set(legs.filter((leg) => observeTheSame(leg, session)).map(({ lane }) => lane));
      while (taken.has(session.lane)) session.lane += 1;
      legs.push(session);
    }
  }
}

/** What all legs of a conversation share, from what is surest to what is better than nothing (protocol §15.4). */
function keyOf({ session, scenarioId }: Arrival): string {
  return session.callChainId ?? scenarioId ?? session.chatInfo?.threadId ?? session.callId;
}

function rowOf(session: RecordingSession, key: string) {
  return {
    conversation_id: randomUUID(),
    tenant_id: session.tenantId,
    conversation_key: key,
    began_at: session.receivedAt,
  };
}

function nameOf(tenantId: string, key: string): string {
  return `${tenantId} ${key}`;
}

function observeTheSame(one: Leg, other: Leg): boolean {
  return (
    one.conversationId === other.conversationId &&
    one.applicationInstanceId === other.applicationInstanceId &&
    one.observedParticipantId === other.observedParticipantId
  );
}
