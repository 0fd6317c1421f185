import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Database, type Page, pageOf, type Position, positionTime, type Statement } from '@app/platform';
import { requireVisible } from './visible-session.js';

/** What Teams posted about a call, secrets and names blanked before it was stored. */
export interface NotificationView {
  receivedAt: string;
  /** As the recorder reads it: incomingCall, callUpdated, roster … */
  kind: string;
  messageId: string | null;
  /** Of the message that Teams says it repeats. */
  originalMessageId: string | null;
  scenarioId: string | null;
  /** One item of what was posted. */
  body: unknown;
}

/** Every notification about a session's call, also what changed nothing; the newest last. */
export class ListNotifications extends Query<Page<NotificationView>> {
  constructor(
    readonly tenantScope: string | null,
    readonly sessionId: string,
    readonly after: Position | null,
    readonly limit: number,
  ) {
    super();
  }
}

// Of all the weeks of history, those before the call are not looked at; replicas' clocks differ by less than a day.
const LIST: Statement = {
  name: 'recording.list-notifications',
  text: `SELECT id::text, n.received_at AS "receivedAt", n.kind, message_id AS "messageId",
      original_message_id AS "originalMessageId", scenario_id AS "scenarioId", body,
      (extract(epoch FROM n.received_at) * 1000000)::bigint::text AS position
    FROM recording_session s JOIN notification_log n ON n.call_id = s.call_id
      AND n.tenant_id = s.tenant_id AND n.received_at >= s.received_at - interval '1 day'
    WHERE session_id = $1 AND ($2::bigint IS NULL OR (n.received_at, id) > (${positionTime('$2')}, $3::bigint))
    ORDER BY n.received_at, n.id LIMIT $4`,
};

type NotificationRow = Omit<NotificationView, 'receivedAt'> & { id: string; receivedAt: Date; position: string };

@QueryHandler(ListNotifications)
export class ListNotificationsHandler implements IQueryHandler<ListNotifications> {
  constructor(private readonly database: Database) {}

  async execute({ tenantScope, sessionId, after, limit }: ListNotifications): Promise<Page<NotificationView>> {
    await requireVisible(this.database, sessionId, tenantScope);
    const values = [sessionId, after?.at ?? null, after?.id ?? null, limit + 1];
    const rows = await this.database.forPeople(tenantScope).query<NotificationRow>(LIST, values);
    return pageOf(rows, limit, viewOf, ({ position, id }) => ({ at: position, id }));
  }
}

function viewOf({ id: _id, position: _position, receivedAt, ...row }: NotificationRow): NotificationView {
  return { ...row, receivedAt: receivedAt.toISOString() };
}
