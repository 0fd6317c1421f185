/**
 * SQL that tells of each leg whether it is the primary one of its conversation: of the answered legs that are up the one
 * answered first; when none is up, the first answered of all (protocol §6.8).
 */
export const IS_PRIMARY = `response IS NOT DISTINCT FROM 'answered' AND session_id = first_value(session_id) OVER (
  PARTITION BY conversation_id ORDER BY response IS DISTINCT FROM 'answered', ended_at IS NOT NULL, responded_at, session_id)`;
