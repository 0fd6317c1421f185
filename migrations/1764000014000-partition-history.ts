import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table of history, by weeks and as it was before. */
interface History {
  table: string;
  /** What a row is sorted into a week by. */
  time: string;
  /** All but the id, with their types. */
  columns: readonly string[];
  key: string;
  index: { name: string; on: string } | null;
  former: { name: string; on: string };
  comment: string;
}

const HISTORIES: readonly History[] = [
  {
    table: 'session_event',
    time: 'at',
    columns: [
      'session_id uuid NOT NULL',
      'type text NOT NULL',
      'at timestamptz NOT NULL',
      'cause text NOT NULL',
      'message_id text',
      'data jsonb NOT NULL',
    ],
    // The key is the timeline, too: what is written most has no second index.
    key: 'session_id, id, at',
    index: null,
    former: { name: 'session_event_timeline', on: 'session_id, id' },
    comment: 'recording. Every transition of a session, append-only evidence.',
  },
  {
    table: 'notification_log',
    time: 'received_at',
    columns: [
      'received_at timestamptz NOT NULL',
      'tenant_id text',
      'call_id text',
      'call_key text',
      'kind text NOT NULL',
      'message_id text',
      'original_message_id text',
      'scenario_id text',
      'body jsonb NOT NULL',
    ],
    key: 'id, received_at',
    index: { name: 'notification_log_call', on: 'call_id, id' },
    former: { name: 'notification_log_call', on: 'call_id, id' },
    comment:
      'recording. What Graph said and when, as received, secrets and names blanked before storage. Append-only evidence.',
  },
];

/**
 * Makes every week between two times that is not there. Whoever may write to the tables may call it, and needs no right
 * to change them. A week of which rows lie in the partition for all else stays there. It waits a
 * moment for whoever reads that one, and fails then: weeks are made long before they come.
 */
const addHistoryWeeks = (schema: string) => `
  CREATE FUNCTION add_history_weeks(first timestamptz, last timestamptz) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = ${schema}, pg_temp SET lock_timeout = '2s' SET timezone = 'UTC' SET datestyle = 'ISO' AS $function$
  DECLARE
    history record;
    week timestamptz;
    next_week timestamptz;
    week_name text;
    is_taken boolean;
    added integer := 0;
  BEGIN
    IF last - first > interval '12 years' THEN RAISE EXCEPTION 'nobody needs so many weeks'; END IF;
    PERFORM pg_advisory_xact_lock(7433005);
    -- Whoever writes or reads strays waits behind us meanwhile.
    PERFORM set_config('lock_timeout', '250ms', true);
    FOR history IN VALUES ${HISTORIES.map(({ table, time }) => `('${table}', '${time}')`).join(', ')} LOOP
      week := date_trunc('week', first);
      WHILE week <= last LOOP
        next_week := week + interval '7 days';
        week_name := format('%s_from_%s', history.column1, to_char(week, 'YYYYMMDD'));
        is_taken := to_regclass(week_name) IS NOT NULL;
        IF NOT is_taken THEN
          EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I >= $1 AND %2$I < $2)',
            history.column1 || '_other', history.column2) INTO is_taken USING week, next_week;
        END IF;
        IF NOT is_taken THEN
          -- Attached, because a table that is created as a partition keeps everybody from all of them meanwhile.
          EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', week_name, history.column1);
          EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            history.column1, week_name, week, next_week);
          added := added + 1;
        END IF;
        week := next_week;
      END LOOP;
    END LOOP;
    RETURN added;
  END
  $function$`;

/**
 * History by weeks (docs/adr/0021), and room for what changes often. An event has no foreign key to its session any
 * more: the statement that stores it holds the session's row, and the check cost a look of its own for each event.
 */
export class PartitionHistory1764000014000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const history of HISTORIES) await putAside(db, history.table, history.former.name);
    for (const history of HISTORIES) await createByWeeks(db, history);
    const [place] = (await db.query(`SELECT quote_ident(current_schema()) AS schema`)) as { schema: string }[];
    await db.query(addHistoryWeeks(place?.schema ?? 'public'));
    await db.query(`SELECT add_history_weeks(
      least((SELECT min(at) FROM session_event_former), (SELECT min(received_at) FROM notification_log_former), now()), now())`);
    for (const history of HISTORIES) await takeBack(db, history);

    // A session changes ten times in a minute, mostly in columns without an index: with room on its page for the next
    // version, that needs no new entries in the indexes.
    await db.query(`ALTER TABLE recording_session SET (fillfactor = 70,
      autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0)`);
    await db.query(`ALTER TABLE session_participant SET (fillfactor = 85)`);
    await db.query(`ALTER TABLE media_host SET (fillfactor = 20)`);
    await db.query(`ALTER TABLE media_reservation SET (
      autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE media_reservation RESET (
      autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay)`);
    await db.query(`ALTER TABLE media_host RESET (fillfactor)`);
    await db.query(`ALTER TABLE session_participant RESET (fillfactor)`);
    await db.query(`ALTER TABLE recording_session RESET (fillfactor,
      autovacuum_vacuum_scale_factor, autovacuum_analyze_scale_factor, autovacuum_vacuum_cost_delay)`);
    await db.query(`DROP FUNCTION add_history_weeks(timestamptz, timestamptz)`);
    for (const history of HISTORIES) {
      await putAside(db, history.table, history.index?.name);
      await createWhole(db, history);
      await takeBack(db, history);
    }
    await db.query(`ALTER TABLE session_event
      ADD CONSTRAINT session_event_session FOREIGN KEY (session_id) REFERENCES recording_session (session_id)`);
  }
}

async function putAside(db: QueryRunner, table: string, index?: string): Promise<void> {
  await db.query(`ALTER TABLE ${table} RENAME TO ${table}_former`);
  await db.query(`ALTER INDEX ${table}_pkey RENAME TO ${table}_former_pkey`);
  await db.query(`ALTER SEQUENCE ${table}_id_seq RENAME TO ${table}_former_id_seq`);
  if (index) await db.query(`ALTER INDEX ${index} RENAME TO ${index}_former`);
}

/** Ids come from a sequence, because identity columns of partitioned tables need Postgres 17. */
async function createByWeeks(db: QueryRunner, { table, time, columns, key, index, comment }: History): Promise<void> {
  await db.query(`CREATE SEQUENCE ${table}_id_seq`);
  await db.query(`
    CREATE TABLE ${table} (
      id bigint NOT NULL DEFAULT nextval('${table}_id_seq'),
      ${columns.join(', ')},
      CONSTRAINT ${table}_pkey PRIMARY KEY (${key})
    ) PARTITION BY RANGE (${time})`);
  await db.query(`ALTER SEQUENCE ${table}_id_seq OWNED BY ${table}.id`);
  if (index) await db.query(`CREATE INDEX ${index.name} ON ${table} (${index.on})`);
  await db.query(`CREATE TABLE ${table}_other PARTITION OF ${table} DEFAULT`);
  await db.query(`COMMENT ON TABLE ${table} IS '${comment} A partition for each week.'`);
}

async function createWhole(db: QueryRunner, { table, columns, former, comment }: History): Promise<void> {
  await db.query(`
    CREATE TABLE ${table} (
      id bigint GENERATED ALWAYS AS IDENTITY,
      ${columns.join(', ')},
      CONSTRAINT ${table}_pkey PRIMARY KEY (id)
    )`);
  await db.query(`CREATE INDEX ${former.name} ON ${table} (${former.on})`);
  await db.query(`COMMENT ON TABLE ${table} IS '${comment}'`);
}

/** Rows, under their ids, which are their order; and who may do what with them. */
async function takeBack(db: QueryRunner, { table, columns }: History): Promise<void> {
  const names = ['id', ...columns.map((column) => column.split(' ')[0])].join(', ');
  await db.query(`INSERT INTO ${table} (${names}) OVERRIDING SYSTEM VALUE
    SELECT ${names} FROM ${table}_former ORDER BY id`);
  await db.query(`SELECT setval('${table}_id_seq', coalesce(max(id), 0) + 1, false) FROM ${table}_former`);
  for (const { privilege, grantee } of await grantsOn(db, `${table}_former`)) {
    await db.query(`GRANT ${privilege} ON ${table} TO ${grantee}`);
    if (privilege === 'INSERT') await db.query(`GRANT USAGE ON SEQUENCE ${table}_id_seq TO ${grantee}`);
  }
  await db.query(`DROP TABLE ${table}_former`);
}

/** Of everybody but the owner. */
function grantsOn(db: QueryRunner, table: string): Promise<{ privilege: string; grantee: string }[]> {
  return db.query(
    `SELECT granted.privilege_type AS privilege,
       CASE granted.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(granted.grantee)) END AS grantee
     FROM pg_class, aclexplode(relacl) granted WHERE oid = $1::regclass AND granted.grantee <> relowner`,
    [table],
  ) as Promise<{ privilege: string; grantee: string }[]>;
}
