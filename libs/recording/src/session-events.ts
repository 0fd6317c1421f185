/** More than the clocks of replicas and media hosts may differ by, and little beside a week. */
const SLACK = `interval '1 day'`;

/**
 * The events of sessions, as a FROM and its WHERE: an SQL expression names an array of their ids. Of all the weeks of
 * history, those before the first of them was received are not looked at (docs/adr/0021).
 */
export const eventsOf = (sessionIds: string) => `session_event WHERE session_id = ANY (${sessionIds})
      AND at >= (SELECT min(received_at) - ${SLACK} FROM recording_session WHERE session_id = ANY (${sessionIds}))`;

/** Of the session whose id is the first value. */
export const EVENTS_OF_ONE = eventsOf('ARRAY[$1]::uuid[]');
