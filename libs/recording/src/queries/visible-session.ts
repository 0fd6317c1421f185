import type { Database, Statement } from '@app/platform';
import { NoSuchSession } from '../recording.errors.js';

const VISIBLE: Statement = {
  name: 'recording.visible-session',
  text: `SELECT 1 FROM recording_session WHERE session_id = $1 AND ($2::text IS NULL OR tenant_id = $2)`,
};

/** Throws NoSuchSession unless there is such a session within `tenantScope`; what hangs on it names no tenant. */
export async function requireVisible(database: Database, sessionId: string, tenantScope: string | null): Promise<void> {
  const rows = await database.forPeople(tenantScope).query(VISIBLE, [sessionId, tenantScope]);
  if (rows.length === 0) throw new NoSuchSession({ sessionId });
}
