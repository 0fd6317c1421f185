import type { Database, Statement, Transaction } from '@app/platform';

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

const APPEND: Statement = {
  name: 'notification-log.append',
  text: `
    INSERT INTO notification_log
      (received_at, tenant_id, call_id, call_key, kind, message_id, original_message_id, scenario_id, body)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
};

/** Evidence of what Graph said and when: appended in the transaction that acts on it, or alone when nothing follows. */
export async function appendNotification(to: Transaction | Database, entry: LoggedNotification): Promise<void> {
  const { receivedAt, tenantId, callId, callKey, kind, messageId, originalMessageId, scenarioId, body } = entry;
  const ids = [tenantId, callId, callKey, kind, messageId, originalMessageId, scenarioId];
  await to.query(APPEND, [receivedAt, ...ids, JSON.stringify(body)]);
}
