/** To be answered, set up and reported to Teams takes a moment; so does the call that Teams makes for who found no seat. */
const SET_UP_MS = 30_000;

/**
 * Of a call that is up and that policy wants recorded: nothing may be kept of it now, whatever the cause, or somebody of
 * its roster whom it did not let in has a seat in none of our calls. Its values are `setUpBy`. Only calls that are up are
 * looked at, which have an index; so have those who were not let in.
 */
export const UNRECORDED = `ended_at IS NULL AND decision->>'action' = 'record' AND standing_order IS DISTINCT FROM 'hungUp' AND (
  permit_state = 'closed' AND (recording_status = 'failed' OR standing_order IS NOT NULL OR received_at < $)
  OR EXISTS (
    SELECT FROM join_decision d JOIN session_participant p USING (session_id, participant_id)
    WHERE d.session_id = recording_session.session_id AND d.decision = 'inviteNewBot' AND d.decided_at < $
      AND p.joined_at IS NOT NULL AND p.left_at IS NULL AND NOT EXISTS (
        SELECT FROM seat WHERE seat.conversation_id = recording_session.conversation_id
          AND seat.participant_id = d.participant_id AND seat.freed_at IS NULL)))`;

/** What came in earlier has had its moment. */
export function setUpBy(now: Date): [Date, Date] {
  const before = new Date(now.getTime() - SET_UP_MS);
  return [before, before];
}
