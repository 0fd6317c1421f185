import { Inject, Injectable } from '@nestjs/common';
import { type Asks, Database, type Statement } from '@app/platform';
import { eventsOf } from '../session-events.js';
import { coverageOf, type CoverageStretch } from './coverage.js';
import { groupBy } from './group-by.js';
import { KEEPING_EVENTS, keptUnderPermits, withSegments, type StoredEvent } from './kept-stretches.js';
import { presenceOf, type HeldSeat, type SignsOfPresence } from './presence.js';
import { IS_PRIMARY } from './primary-leg.js';
import { recordingsOf, type Leg, type NamedRecorder, type ShownRecorder } from './recordings.js';
import { stretch, type Stretch } from './stretches.js';

const LEGS: Statement = {
  name: 'coverage.legs',
  text: `SELECT conversation_id AS "conversationId", session_id AS "sessionId", call_id AS "callId", media_host_id AS "mediaHostId", ${IS_PRIMARY} AS "isPrimary"
    FROM recording_session WHERE conversation_id = ANY ($1) ORDER BY received_at, session_id`,
};

const EVENTS: Statement = {
  name: 'coverage.keeping-events',
  text: `SELECT session_id AS "sessionId", type, at, data->>'permitId' AS "permitId",
      (data->>'since')::timestamptz AS since
    FROM ${eventsOf('$1')} AND type = ANY ($2) AND data->>'permitId' IS NOT NULL ORDER BY id`,
};

/** Only of calls whose media was lost, and from then on: of all else the events say enough. */
const SEGMENTS: Statement = {
  name: 'coverage.segments-after-loss',
  text: `SELECT k.session_id AS "sessionId", started_at AS "from", ended_at AS "to"
    FROM jsonb_to_recordset($1) AS lost (session_id uuid, since timestamptz)
    JOIN kept_segment k ON k.session_id = lost.session_id AND k.ended_at > lost.since ORDER BY started_at`,
};

const PEOPLE: Statement = {
  name: 'coverage.people',
  text: `SELECT s.conversation_id AS "conversationId", participant_id AS "participantId", max(user_id) AS "userId" FROM (
      SELECT session_id, participant_id, user_id FROM seat WHERE session_id = ANY ($1)
      UNION ALL SELECT session_id, participant_id, NULL FROM join_decision WHERE session_id = ANY ($1)) AS under_policy
    JOIN recording_session s USING (session_id)
    WHERE ($2::text IS NULL OR participant_id = $2) AND ($3::text IS NULL OR participant_id COLLATE "C" > $3)
    GROUP BY s.conversation_id, participant_id ORDER BY participant_id COLLATE "C" LIMIT $4`,
};

/** A seat that is still held ends with its call at the latest. */
const SEATS: Statement = {
  name: 'coverage.seats',
  text: `SELECT participant_id AS "participantId", session_id AS "sessionId", taken_at AS "from",
      coalesce(freed_at, ended_at) AS "to", freed_by AS "freedBy"
    FROM seat JOIN recording_session s USING (session_id)
    WHERE session_id = ANY ($1) AND participant_id = ANY ($2) ORDER BY taken_at`,
};

const ROSTERS: Statement = {
  name: 'coverage.rosters',
  text: `SELECT participant_id AS "participantId", session_id AS "sessionId", joined_at AS "from", least(left_at, ended_at) AS "to"
    FROM session_participant JOIN recording_session s USING (session_id)
    WHERE session_id = ANY ($1) AND participant_id = ANY ($2) AND joined_at IS NOT NULL`,
};

const ASKED: Statement = {
  name: 'coverage.asked',
  text: `SELECT participant_id AS "participantId", session_id AS "sessionId", decided_at AS at FROM join_decision
    WHERE session_id = ANY ($1) AND participant_id = ANY ($2)`,
};

/** A paired recorder may be a call of ours, and counts as that then. */
const NAMED: Statement = {
  name: 'coverage.named-recorders',
  text: `SELECT r.observed_participant_id AS "participantId", session_id AS "sessionId",
      recorder_participant_id AS "recorderId", named_from AS "from", coalesce(named_until, ended_at) AS "to"
    FROM participant_recorder r JOIN recording_session s USING (session_id)
    WHERE session_id = ANY ($1) AND r.observed_participant_id = ANY ($2) AND relation = 'paired' AND NOT EXISTS (
      SELECT FROM recording_session own WHERE own.session_id = ANY ($1) AND own.my_participant_id = recorder_participant_id)`,
};

const SHOWN: Statement = {
  name: 'coverage.shown-recorders',
  text: `SELECT session_id AS "sessionId", recorder_participant_id AS "recorderId", p.recording_status AS status,
      seen_from AS "from", coalesce(seen_until, ended_at) AS "to", seen_until IS NULL AS "cutShort"
    FROM recorder_presence p JOIN recording_session s USING (session_id) WHERE session_id = ANY ($1)`,
};

/** A leg of a conversation, as far as its coverage goes. */
export interface CoveringLeg extends Leg {
  conversationId: string;
  callId: string;
  isPrimary: boolean;
}

export interface CoveredPerson {
  conversationId: string;
  participantId: string;
  userId: string | null;
}

/** What is known of one person in one conversation: of their presence, and of what recorded them. */
export interface PersonFacts extends SignsOfPresence {
  person: CoveredPerson;
  /** Of the conversation. */
  legs: readonly CoveringLeg[];
  rosters: readonly (Stretch & { sessionId: string })[];
  named: readonly NamedRecorder[];
  shown: readonly ShownRecorder[];
}

/** Which of the people of conversations are wanted: one, or so many after another. */
export interface PeopleWanted {
  participantId?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

type Dated<Row> = Row & { from: Date; to: Date | null };
type Of<Row> = Row & { participantId: string; sessionId: string };

/** What is known of conversations, put together to their coverage. */
@Injectable()
export class ConversationFacts {
  /** The recorder's own database, somebody's view of it, or a transaction. */
  constructor(@Inject(Database) private readonly database: Asks) {}

  async legs(...conversationIds: string[]): Promise<CoveringLeg[]> {
    const legs = await this.database.query<Omit<CoveringLeg, 'kept'>>(LEGS, [conversationIds]);
    const ids = legs.map(({ sessionId }) => sessionId);
    const events = groupBy(
      await this.database.query<StoredEvent & { sessionId: string }>(EVENTS, [ids, KEEPING_EVENTS]),
      ({ sessionId }) => sessionId,
    );
    const segments = groupBy(await this.segmentsAfterLoss(events), ({ sessionId }) => sessionId);
    return legs.map((leg) => {
      const kept = keptUnderPermits(events.get(leg.sessionId) ?? []);
      return { ...leg, kept: withSegments(kept, (segments.get(leg.sessionId) ?? []).map(dated)) };
    });
  }

  /** Everybody under policy of whom a leg has heard. */
  people(legs: readonly Leg[], { participantId, after, limit }: PeopleWanted = {}): Promise<CoveredPerson[]> {
    const values = [idsOf(legs), participantId ?? null, after ?? null, limit ?? null];
    return this.database.query<CoveredPerson>(PEOPLE, values);
  }

  /** In the order of the people. */
  async of(legs: readonly CoveringLeg[], people: readonly CoveredPerson[]): Promise<PersonFacts[]> {
    const conversations = new Map(legs.map(({ sessionId, conversationId }) => [sessionId, conversationId]));
    const personOf = ({ sessionId, participantId }: Of<object>) => `${conversations.get(sessionId)} ${participantId}`;
    const ids = people.map(({ participantId }) => participantId);
    const read = async <Row extends object>(statement: Statement) =>
      groupBy(await this.database.query<Of<Row>>(statement, [idsOf(legs), ids]), personOf);
    const [seats, rosters, asked, named, shown] = [
      await read<Dated<HeldSeat>>(SEATS),
      await read<Dated<object>>(ROSTERS),
      await read<{ at: Date }>(ASKED),
      await read<Dated<NamedRecorder>>(NAMED),
      await this.database.query<Dated<ShownRecorder>>(SHOWN, [idsOf(legs)]),
    ];
    const shownTo = groupBy(shown.map(dated), ({ sessionId }) => conversations.get(sessionId) ?? '');
    const legsOf = groupBy(legs, ({ conversationId }) => conversationId);
    return people.map((person) => {
      const key = `${person.conversationId} ${person.participantId}`;
      return {
        ...{ person, legs: legsOf.get(person.conversationId) ?? [] },
        seats: (seats.get(key) ?? []).map(dated),
        rosters: (rosters.get(key) ?? []).map(dated),
        asked: (asked.get(key) ?? []).map(({ at }) => at.getTime()),
        ...{ named: (named.get(key) ?? []).map(dated), shown: shownTo.get(person.conversationId) ?? [] },
      };
    });
  }

  private segmentsAfterLoss(
    events: ReadonlyMap<string, readonly StoredEvent[]>,
  ): Promise<Dated<{ sessionId: string }>[]> {
    const lost = [...events].flatMap(([sessionId, ofCall]) => {
      const loss = ofCall.find(({ type }) => type === 'recording.MediaLost');
      return loss ? [{ session_id: sessionId, since: loss.since ?? loss.at }] : [];
    });
    if (lost.length === 0) return Promise.resolve([]);
    return this.database.query<Dated<{ sessionId: string }>>(SEGMENTS, [JSON.stringify(lost)]);
  }
}

/** By how many recorders somebody was covered while they were there. */
export function coverageOfPerson({ legs, named, shown, ...signs }: PersonFacts): CoverageStretch[] {
  return coverageOf(presenceOf(signs), recordingsOf(legs, signs.seats, named, shown));
}

function idsOf(legs: readonly Leg[]): string[] {
  return legs.map(({ sessionId }) => sessionId);
}

function dated<Row extends object>({ from, to, ...row }: Dated<Row>) {
  return { ...row, ...stretch(from, to) };
}
