import { idOf, tenantOf, USER, type MadeUp } from './seed-rows.js';

/** SQL that makes up what months leave behind beside the calls themselves, as the recorder would have stored it. */

/** Of every call the second until its recording began, or why there was none; one in ten thousand nobody can explain. */
export const gaps = ({ from }: MadeUp): string => `
  INSERT INTO coverage_gap (gap_id, tenant_id, conversation_id, session_id, participant_id, user_id, started_at, ended_at,
    cause, found_at, withdrawn_at)
  SELECT ${idOf('gap')}, tenant, ${idOf('past conversation')}, ${idOf('past session')},
    ${idOf('past participant')}::text, ${USER}, at + interval '1 second', at + interval '2 seconds',
    CASE WHEN n % 10000 = 1 THEN 'unexplained' WHEN n % 100 = 0 THEN 'notAnswered'
      WHEN n % 20 = 0 THEN 'recordingRefused' ELSE 'starting' END,
    at + interval '6 minutes', CASE WHEN n % 1000 = 2 THEN at + interval '1 hour' END
  FROM ${from}`;

/** Forty people look at every fifth call, change a policy now and then, and are refused sometimes. */
export const auditEntries = ({ from }: MadeUp): string => `
  INSERT INTO audit_entry (at, request_id, outcome, actor, actor_tenant, actor_kind, role, method, route, parameters,
    source, status, shown)
  SELECT at, ${idOf('request')}, CASE WHEN n % 1000 = 0 THEN 'refused' ELSE 'done' END,
    ${idOf('actor', 'n / 5 % 40')}::text, tenant, 'delegated', kind.role, kind.method, kind.route,
    jsonb_build_object('sessionId', ${idOf('past session')}), '192.0.2.1', CASE WHEN n % 1000 = 0 THEN 403 ELSE 200 END, 1
  FROM ${from} CROSS JOIN LATERAL (
    SELECT * FROM (VALUES
      (true, 'Recording.Operate', 'PUT', '/admin/v1/policies/:policyId'),
      (false, 'Recording.Read', 'GET', '/admin/v1/sessions/:sessionId')) AS kinds (changes, role, method, route)
    WHERE changes = (n % 500 = 5)) kind
  WHERE n % 5 = 0 ORDER BY n`;

const POLICY_ID = 'made-up-';
export const policyIdOf = (n: number): string => `${POLICY_ID}${n}`;

/** One policy of each tenant's own, changed a hundred times. */
export const policies = (tenants: number): string => `
  WITH made AS (
    INSERT INTO recording_policy (policy_id, name, tenant_id, match, action, modalities, prefetch_prompts,
      content_sharing_notifications, version)
    SELECT '${POLICY_ID}' || n, 'Made up', ${tenantOf('n')}, 'anyPolicy', 'record', '["audio"]', '[]', false, 100
    FROM generate_series(0, ${tenants - 1}) n RETURNING *)
  INSERT INTO recording_policy_version (policy_id, version, policy, changed_at)
  SELECT policy_id, number, to_jsonb(made) || jsonb_build_object('version', number), created_at
  FROM made, generate_series(1, 100) number`;

/** Answers that took 300 ms, on the scale of libs/recording/src/statistics/answer-times.ts. */
const ALL_ON_ONE_STEP = `array_fill(0, ARRAY[19])
  || count(*) FILTER (WHERE response = 'answered')::integer || array_fill(0, ARRAY[22])`;

/**
 * Statistics of every hour that is over: recorders would add them up as well, a part with each minute, and for months of
 * calls that are there at once it takes them many.
 */
export const HOURS = `
  INSERT INTO session_hour (tenant_id, hour, invitations, answered, rejected, redirected, missed, undecided, recorded,
    failed, live, answer_ms_max, answer_times, rolled_up_at)
  SELECT coalesce(tenant_id, '*'), hour, count(*), count(*) FILTER (WHERE response = 'answered'), 0, 0,
    count(*) FILTER (WHERE response = 'missed'), 0, count(recording_started_at),
    count(*) FILTER (WHERE recording_status = 'failed'), 0, 300, ${ALL_ON_ONE_STEP}, now()
  FROM (SELECT *, date_bin('1 hour', received_at, timestamptz 'epoch') AS hour FROM recording_session) s
  WHERE hour < date_bin('1 hour', now() - interval '1 hour', timestamptz 'epoch')
  GROUP BY GROUPING SETS ((hour, tenant_id), (hour))
  ON CONFLICT (tenant_id, hour) DO NOTHING`;
