import { Inject, Injectable } from '@nestjs/common';
import { type Asks, Database, type Statement } from '@app/platform';
import { eventsOf } from '../session-events.js';
import { coverageOf, type CoverageStretch } from './coverage.js';
import { KEEPING_EVENTS, keptUnderPermits, withSegments, type StoredEvent } from './kept-stretches.js';
import { presenceOf, type HeldSeat } from './presence.js';
import { IS_PRIMARY } from './primary-leg.js';
import { recordingsOf, type Leg, type NamedRecorder, type ShownRecorder } from './recordings.js';
import { stretch } from './stretches.js';

const LEGS: Statement = {
  name: 'coverage.legs',
  text: `SELECT session_id AS "sessionId", call_id AS "callId", media_host_id AS "mediaHostId", ${IS_PRIMARY} AS "isPrimary"
    FROM recording_session WHERE conversation_id = $1 ORDER BY received_at, session_id`,
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
  text: `SELECT participant_id AS "participantId", max(user_id) AS "userId" FROM (
      SELECT participant_id, user_id FROM seat WHERE session_id = ANY ($1)
      UNION ALL SELECT participant_id, NULL FROM join_decision WHERE session_id = ANY ($1)) AS under_policy
    WHERE ($2::text IS NULL OR participant_id = $2) AND ($3::text IS NULL OR participant_id COLLATE "C" > $3)
    GROUP BY participant_id ORDER BY participant_id COLLATE "C" LIMIT $4`,
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
  text: `SELECT participant_id AS "participantId", joined_at AS "from", coalesce(left_at, ended_at) AS "to"
    FROM session_participant JOIN recording_session s USING (session_id)
    WHERE session_id = ANY ($1) AND participant_id = ANY ($2) AND joined_at IS NOT NULL`,
};

const ASKED: Statement = {
  name: 'coverage.asked',
  text: `SELECT participant_id AS "participantId", decided_at AS at FROM join_decision
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
  callId: string;
  isPrimary: boolean;
}

export interface CoveredPerson {
  participantId: string;
  userId: string | null;
}

/** Which of the people of a conversation are wanted: one, or so many after another. */
export interface PeopleWanted {
  participantId?: string | undefined;
  after?: string | undefined;
  limit?: number;
}

type Dated<Row> = Row & { from: Date; to: Date | null };
type Of<Row> = Row & { participantId: string };

/** What is known of a conversation, put together to its coverage. */
@Injectable()
export class ConversationFacts {
  /** The recorder's own database, or somebody's view of it. */
  constructor(@Inject(Database) private readonly database: Asks) {}

  async legs(conversationId: string): Promise<CoveringLeg[]> {
    const legs = await this.database.query<Omit<CoveringLeg, 'kept'>>(LEGS, [conversationId]);
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

  /** Coverage by participant. */
  async coverage(legs: readonly Leg[], people: readonly CoveredPerson[]): Promise<Map<string, CoverageStretch[]>> {
    const ids = people.map(({ participantId }) => participantId);
    const read = async <Row extends object>(statement: Statement) =>
      groupBy(await this.database.query<Of<Row>>(statement, [idsOf(legs), ids]), (row) => row.participantId);
    const [seats, rosters, asked, named, shown] = [
      await read<Dated<HeldSeat>>(SEATS),
      await read<Dated<object>>(ROSTERS),
      await read<{ at: Date }>(ASKED),
      await read<Dated<NamedRecorder>>(NAMED),
      await this.database.query<Dated<ShownRecorder>>(SHOWN, [idsOf(legs)]),
    ];
    const shownStretches = shown.map(dated);
    return new Map(
      ids.map((id) => {
        const held = (seats.get(id) ?? []).map(dated);
        const signs = {
          rosters: (rosters.get(id) ?? []).map(dated),
          asked: (asked.get(id) ?? []).map(({ at }) => at.getTime()),
        };
        const recordings = recordingsOf(legs, held, (named.get(id) ?? []).map(dated), shownStretches);
        return [id, coverageOf(presenceOf({ seats: held, ...signs }), recordings)];
      }),
    );
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

function idsOf(legs: readonly Leg[]): string[] {
  return legs.map(({ sessionId }) => sessionId);
}

function dated<Row extends object>({ from, to, ...row }: Dated<Row>) {
  return { ...row, ...stretch(from, to) };
}

function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
