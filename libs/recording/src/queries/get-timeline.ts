import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Page, pageOf, type Position, positionTime, type Statement } from '@app/platform';
import { HOLE_MS } from '../coverage/media-losses.js';
import { EVENTS_OF_ONE } from '../session-events.js';
import { requireVisible } from './visible-session.js';

export interface TimelineEntry {
  at: string;
  type: string;
  cause: string;
  messageId: string | null;
  data: Record<string, unknown>;
}

/** Of a call of hours segments are thousands; whoever wants to know from when to when media was kept has them joined. */
export type SegmentsTold = 'each' | 'joined';

/** What happened to a session, the newest last: its events, and the media that was kept. */
export class GetTimeline extends Query<Page<TimelineEntry>> {
  constructor(
    readonly tenantScope: string | null,
    readonly sessionId: string,
    readonly segments: SegmentsTold,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

const utcText = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const SEGMENTS: Readonly<Record<SegmentsTold, string>> = {
  each: `SELECT ended_at, 'recording.SegmentKept', 'mediaHost', NULL,
          jsonb_build_object('sha256', sha256, 'from', ${utcText('started_at')}, 'to', ${utcText('ended_at')},
            'bytes', bytes, 'uri', uri, 'participantId', participant_id),
          'segment:' || sha256 || ':' || (extract(epoch FROM started_at) * 1000000)::bigint::text COLLATE "C"
        FROM kept_segment WHERE session_id = $1`,
  // Ranges that touch become one: each is as much longer as may be missing, until they are joined.
  joined: `SELECT ended_at, 'recording.SegmentsKept', 'mediaHost', NULL,
          jsonb_build_object('from', ${utcText('started_at')}, 'to', ${utcText('ended_at')}), 'segments' COLLATE "C"
        FROM (
          SELECT lower(kept) AS started_at, upper(kept) - interval '${HOLE_MS} ms' AS ended_at
            FROM (SELECT unnest(range_agg(tstzrange(started_at, ended_at + interval '${HOLE_MS} ms'))) AS kept
              FROM kept_segment WHERE session_id = $1) AS stretch
        ) AS joined`,
};

// Segments are read from their own table, which knows where they lie, and their events are left out: each shows once.
// Events of one time keep the order in which they were stored; the lock of their session's row gave it to them.
const timelineOf = (segments: SegmentsTold): Statement => ({
  name: `recording.get-timeline-${segments}`,
  text: `SELECT at, type, cause, message_id AS "messageId", data, id,
      (extract(epoch FROM at) * 1000000)::bigint::text AS position
    FROM (
      SELECT at, type, cause, message_id, data, 'event:' || lpad(id::text, 20, '0') COLLATE "C" AS id
        FROM ${EVENTS_OF_ONE} AND type <> 'recording.SegmentKept'
      UNION ALL
      ${SEGMENTS[segments]}
    ) AS entry
    WHERE $2::bigint IS NULL OR (at, id) > (${positionTime('$2')}, $3)
    ORDER BY at, id LIMIT $4`,
});
const TIMELINES: Readonly<Record<SegmentsTold, Statement>> = { each: timelineOf('each'), joined: timelineOf('joined') };

interface TimelineRow extends Omit<TimelineEntry, 'at'> {
  at: Date;
  id: string;
  position: string;
}

@QueryHandler(GetTimeline)
export class GetTimelineHandler implements IQueryHandler<GetTimeline> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, sessionId, segments, after, limit }: GetTimeline): Promise<Page<TimelineEntry>> {
    await requireVisible(this.database, sessionId, tenantScope);
    const values = [sessionId, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.forPeople(tenantScope).query<TimelineRow>(TIMELINES[segments], values);
    return pageOf(rows, limit, entryOf, ({ position, id }) => ({ at: position, id }));
  }
}

function entryOf({ at, type, cause, messageId, data }: TimelineRow): TimelineEntry {
  return { at: at.toISOString(), type, cause, messageId, data };
}
