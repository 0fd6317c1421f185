import Fastify from 'fastify';
import { Pool } from 'pg';

// The least that could store what a recorder stores of a notification: no tokens, no checks, no decisions, no order. What
// it takes is a ceiling for `npm run bench -- --part throughput`, and nothing else.
const { BARE_PORT, BARE_DATABASE_URL, BARE_BATCH } = process.env;

interface Row {
  callId: string;
  messageId: string;
  kind: string;
  body: unknown;
  people: { id: string; userId: string; isMuted: boolean }[];
  event: string | null;
}

const LOG = '(received_at, call_id, kind, message_id, body)';
const PEOPLE = '(session_id, participant_id, user_id, is_muted, in_roster)';
const EVENT = '(session_id, type, at, cause, message_id, data)';
const AS_PERSON = 'AS p (id text, "userId" text, "isMuted" boolean)';
const MUTED = `ON CONFLICT (session_id, participant_id) DO UPDATE SET is_muted = excluded.is_muted
    WHERE session_participant.is_muted IS DISTINCT FROM excluded.is_muted`;

/** The rows of one notification: the log, its session, who is in the call, an event. */
const ONE = {
  name: 'bare.one',
  text: `WITH logged AS (
      INSERT INTO notification_log ${LOG} VALUES (now(), $1, $2, $3, $4)
    ), updated AS (
      UPDATE recording_session SET checked_at = now() WHERE call_id = $1 RETURNING session_id
    ), people AS (
      INSERT INTO session_participant ${PEOPLE}
      SELECT session_id, p.id, p."userId", p."isMuted", true FROM updated, jsonb_to_recordset($5::jsonb) ${AS_PERSON} ${MUTED}
    )
    INSERT INTO session_event ${EVENT} SELECT session_id, $6::text, now(), 'teams', $3, '{}' FROM updated WHERE $6::text IS NOT NULL`,
};

/** Of several, each of a call of its own. */
const MANY = {
  name: 'bare.many',
  text: `WITH input AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset($1::jsonb)
        AS n ("callId" text, "messageId" text, kind text, body jsonb, people jsonb, event text)
    ), logged AS (
      INSERT INTO notification_log ${LOG} SELECT now(), "callId", kind, "messageId", body FROM input
    ), updated AS (
      UPDATE recording_session SET checked_at = now() FROM input WHERE call_id = "callId"
      RETURNING session_id, people, event, "messageId"
    ), people AS (
      INSERT INTO session_participant ${PEOPLE}
      SELECT session_id, p.id, p."userId", p."isMuted", true FROM updated, jsonb_to_recordset(people) ${AS_PERSON} ${MUTED}
    )
    INSERT INTO session_event ${EVENT}
    SELECT session_id, event, now(), 'teams', "messageId", '{}' FROM updated WHERE event IS NOT NULL`,
};

const pool = new Pool({ connectionString: BARE_DATABASE_URL, max: 8 });
const store = BARE_BATCH ? together : alone;
const server = Fastify({ bodyLimit: 2 * 1024 * 1024 });
server.get('/ready', () => ({}));
server.post('/api/calls/:callKey', async (request, reply) => {
  await store(rowOf(request.body as Notifications, String(request.headers['x-microsoft-skype-message-id'])));
  return reply.status(202).send();
});
await server.listen({ host: '127.0.0.1', port: Number(BARE_PORT) });

interface Notifications {
  value: [{ changeType: string; resourceUrl: string; resourceData?: unknown }];
}

interface Entry {
  id: string;
  isMuted: boolean;
  info: { identity: { user: { id: string } } };
}

function rowOf(body: Notifications, messageId: string): Row {
  const [{ resourceUrl, resourceData }] = body.value;
  const [, , , callId = '', kind = 'update'] = resourceUrl.split('/');
  const entries = kind === 'participants' ? (resourceData as Entry[]) : [];
  const people = entries.map(({ id, isMuted, info }) => ({ id, isMuted, userId: info.identity.user.id }));
  return { callId, messageId, kind, body, people, event: kind === 'contentsharingsessions' ? kind : null };
}

async function alone({ callId, kind, messageId, body, people, event }: Row): Promise<void> {
  const values = [callId, kind, messageId, JSON.stringify(body), JSON.stringify(people), event];
  await pool.query({ ...ONE, values });
}

/** What arrives while one statement is under way goes into the next. */
let waiting: { row: Row; done: () => void; failed: (error: unknown) => void }[] = [];
let isUnderWay = false;

function together(row: Row): Promise<void> {
  return new Promise((done, failed) => {
    waiting.push({ row, done, failed });
    if (!isUnderWay) void flush();
  });
}

async function flush(): Promise<void> {
  isUnderWay = true;
  while (waiting.length > 0) {
    const seen = new Set<string>();
    const batch = waiting.filter(({ row }) => seen.size < 64 && !seen.has(row.callId) && seen.add(row.callId));
    waiting = waiting.filter((each) => !batch.includes(each));
    try {
      await pool.query({ ...MANY, values: [JSON.stringify(batch.map(({ row }) => row))] });
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
  isUnderWay = false;
}
