import type { Database, Statement } from '@app/platform';

/** One notification as Graph sent it, secrets and names blanked. */
export interface LoggedNotification {
  receivedAt: Date;
  tenantId: string;
  callId: string | null;
  callKey: string | null;
  kind: string;
  messageId: string | null;
  originalMessageId: string | null;
  scenarioId: string | null;
  body: unknown;
}

/** Appends the notifications of a JSON array, in their order: a statement, or part of one. A body may be JSON's null. */
export const appendNotifications = (list: string) => `
  INSERT INTO notification_log
    (received_at, tenant_id, call_id, call_key, kind, message_id, original_message_id, scenario_id, body)
  SELECT "receivedAt", "tenantId", "callId", "callKey", kind, "messageId", "originalMessageId", "scenarioId",
    coalesce(body, 'null')
  FROM ROWS FROM (jsonb_to_recordset(${list}) AS ("receivedAt" timestamptz, "tenantId" text, "callId" text,
    "callKey" text, kind text, "messageId" text, "originalMessageId" text, "scenarioId" text, body jsonb))
    WITH ORDINALITY AS n ORDER BY ordinality`;

const APPEND: Statement = { name: 'notification-log.append', text: appendNotifications('$1::jsonb') };

/** Evidence of what Graph said and when, for notifications that nothing follows from. */
export async function appendAll(database: Database, entries: readonly LoggedNotification[]): Promise<void> {
  await database.query(APPEND, [JSON.stringify(entries)]);
}
