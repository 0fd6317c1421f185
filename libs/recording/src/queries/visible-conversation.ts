import type { Database, Statement } from '@app/platform';
import { NoSuchConversation } from '../recording.errors.js';

/** A repeat of an invitation may have named a conversation that got no call. */
export const HAS_LEGS =
  'EXISTS (SELECT FROM recording_session s WHERE s.conversation_id = conversation.conversation_id)';

const VISIBLE: Statement = {
  name: 'recording.visible-conversation',
  text: `SELECT conversation_id AS id, tenant_id AS "tenantId", began_at AS "beganAt" FROM conversation
    WHERE conversation_id = $1 AND ($2::text IS NULL OR tenant_id = $2) AND ${HAS_LEGS}`,
};

export interface VisibleConversation {
  id: string;
  tenantId: string;
  beganAt: Date;
}

/** Throws NoSuchConversation unless there is such a conversation within `tenantScope`. */
export async function requireVisibleConversation(
  database: Database,
  conversationId: string,
  tenantScope: string | null,
): Promise<VisibleConversation> {
  const [row] = await database
    .forPeople(tenantScope)
    .query<VisibleConversation>(VISIBLE, [conversationId, tenantScope]);
  if (!row) throw new NoSuchConversation(conversationId);
  return row;
}
