import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Page, pageOf, type Position, positionTime, type Statement } from '@app/platform';
import { EVENTS_OF_ONE } from '../session-events.js';
import { requireVisible } from './visible-session.js';

export interface TimelineEntry {
  at: string;
  type: string;
  cause: string;
  messageId: string | null;
  data: Record<string, unknown>;
}

/** What happened to a session, the newest last: its events, and every segment that was kept. */
export class GetTimeline extends Query<Page<TimelineEntry>> {
  constructor(
    readonly tenantScope: string | null,
    readonly sessionId: string,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

const utcText = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

// Segments are read from their own table, which knows where they lie, and their events are left out: each shows once.
// Events of one time keep the order in which they were stored; the lock of their session's row gave it to them.
const TIMELINE: Statement = {
  name: 'recording.get-timeline',
  text: `SELECT at, type, cause, message_id AS "messageId", data, id,
      (extract(epoch FROM at) * 1000000)::bigint::text AS position
    FROM (
      SELECT at, type, cause, message_id, data, 'event:' || lpad(id::text, 20, '0') COLLATE "C" AS id
        FROM ${EVENTS_OF_ONE} AND type <> 'recording.SegmentKept'
      UNION ALL
      SELECT ended_at, 'recording.SegmentKept', 'mediaHost', NULL,
          jsonb_build_object('sha256', sha256, 'from', ${utcText('started_at')}, 'to', ${utcText('ended_at')},
            'bytes', bytes, 'uri', uri, 'participantId', participant_id),
          'segment:' || sha256 || ':' || (extract(epoch FROM started_at) * 1000000)::bigint::text COLLATE "C"
        FROM kept_segment WHERE session_id = $1
    ) AS entry
    WHERE $2::bigint IS NULL OR (at, id) > (${positionTime('$2')}, $3)
    ORDER BY at, id LIMIT $4`,
};

interface TimelineRow extends Omit<TimelineEntry, 'at'> {
  at: Date;
  id: string;
  position: string;
}

@QueryHandler(GetTimeline)
export class GetTimelineHandler implements IQueryHandler<GetTimeline> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, sessionId, after, limit }: GetTimeline): Promise<Page<TimelineEntry>> {
    await requireVisible(this.database, sessionId, tenantScope);
    const values = [sessionId, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.forPeople(tenantScope).query<TimelineRow>(TIMELINE, values);
    return pageOf(rows, limit, entryOf, ({ position, id }) => ({ at: position, id }));
  }
}

function entryOf({ at, type, cause, messageId, data }: TimelineRow): TimelineEntry {
  return { at: at.toISOString(), type, cause, messageId, data };
}
