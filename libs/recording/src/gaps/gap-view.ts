import { utc } from '../session-view.js';
import type { GapCause } from './gap-causes.js';

/** A gap as people are shown it. */
export interface GapView {
  id: string;
  tenantId: string;
  conversationId: string;
  /** The call that was to record it; null: none had a seat for them. */
  sessionId: string | null;
  participantId: string;
  userId: string | null;
  from: string;
  to: string;
  cause: GapCause;
  foundAt: string;
  /** When later news disproved it. */
  withdrawnAt: string | null;
  /** What somebody found out about it. */
  explanation: { text: string; by: string; at: string } | null;
}

interface ExplainedRow {
  text: string | null;
  by: string | null;
  at: Date | null;
}

export type GapRow = Omit<GapView, 'from' | 'to' | 'foundAt' | 'withdrawnAt' | 'explanation'> &
  ExplainedRow & { from: Date; to: Date; foundAt: Date; withdrawnAt: Date | null };

export const GAP_FIELDS = `gap_id AS id, tenant_id AS "tenantId", conversation_id AS "conversationId",
    session_id AS "sessionId", participant_id AS "participantId", user_id AS "userId", started_at AS "from",
    ended_at AS "to", cause, found_at AS "foundAt", withdrawn_at AS "withdrawnAt", explanation AS text, explained_by AS by,
    explained_at AS at`;

/** SQL. */
export const IS_EXPLAINED = `(cause <> 'unexplained' OR explained_at IS NOT NULL)`;
/** The same the other way round, in the words of the index that serves it. */
export const IS_OPEN = `cause = 'unexplained' AND explained_at IS NULL`;

export function gapOf({ text, by, at, ...row }: GapRow): GapView {
  const { from, to, foundAt, withdrawnAt } = row;
  return {
    ...{ ...row, from: from.toISOString(), to: to.toISOString(), foundAt: foundAt.toISOString() },
    withdrawnAt: utc(withdrawnAt),
    explanation: text !== null && by !== null && at !== null ? { text, by, at: at.toISOString() } : null,
  };
}
