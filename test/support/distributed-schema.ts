import type { PoolClient } from 'pg';

/** As many parts as Citus would have shards; their number changes nothing. */
export const PARTS = 8;
const TENANTS = 50;
const CALLS = 20_000;
/** The first of each tenant's calls have a command that is due. */
const COMMANDS = 150;

/** What each table needs beside today's columns: the tenant, where it has none, in every key (docs/adr/0020). */
const KEYS: Record<string, string> = {
  conversation: 'PRIMARY KEY (tenant_id, conversation_id), UNIQUE (tenant_id, conversation_key)',
  recording_session: `PRIMARY KEY (tenant_id, session_id), UNIQUE (tenant_id, call_id), UNIQUE (tenant_id, call_key),
    UNIQUE (tenant_id, media_session_id)`,
  seat: 'tenant_id text NOT NULL, FOREIGN KEY (tenant_id, session_id) REFERENCES recording_session',
  // Its own tenant_id is the participant's.
  session_participant: `call_tenant_id text NOT NULL, PRIMARY KEY (call_tenant_id, session_id, participant_id),
    FOREIGN KEY (call_tenant_id, session_id) REFERENCES recording_session`,
  session_event: 'tenant_id text NOT NULL, PRIMARY KEY (tenant_id, session_id, id, at)',
  durable_command: 'tenant_id text NOT NULL, PRIMARY KEY (tenant_id, id)',
};

const UNIQUE = [
  'seat (tenant_id, session_id, number) WHERE freed_at IS NULL',
  'seat (tenant_id, conversation_id, application_instance_id, lane, participant_id) WHERE freed_at IS NULL',
  'durable_command (tenant_id, dedupe_key) WHERE buried_at IS NULL',
];

/**
 * The hot tables as they would be distributed by tenant, in a schema of their own that `client` sees from now on, with
 * calls of many tenants: in parts by a hash of the tenant, because Postgres asks of their keys what Citus does.
 */
export async function distribute(client: PoolClient): Promise<void> {
  await client.query('CREATE SCHEMA distributed; SET search_path = distributed, public');
  for (const [table, keys] of Object.entries(KEYS)) {
    await client.query(
      `CREATE TABLE distributed.${table} (LIKE public.${table} INCLUDING DEFAULTS INCLUDING CONSTRAINTS, ${keys})
       PARTITION BY HASH (${keys.includes('call_tenant_id') ? 'call_tenant_id' : 'tenant_id'})`,
    );
    for (let part = 0; part < PARTS; part += 1)
      await client.query(
        `CREATE TABLE distributed.${table}_part_${part} PARTITION OF distributed.${table}
         FOR VALUES WITH (MODULUS ${PARTS}, REMAINDER ${part})`,
      );
  }
  for (const index of UNIQUE) await client.query(`CREATE UNIQUE INDEX ON ${index}`);
  await client.query(
    `INSERT INTO recording_session (session_id, call_id, graph_call_id, call_key, tenant_id, kind, call_routes,
       invite_reasons, paired_recorders, other_recorders, flags, direction, call_state, recording_status, permit_state,
       answer_attempts, participant_count, media_state, content_sharing, received_at, respond_by)
     SELECT gen_random_uuid(), 'call-' || n, 'call-' || n, 'key-' || n, 'tenant-' || n % ${TENANTS}, 'policyRecording', '[]',
       '[]', '[]', '[]', '[]', 'incoming', 'established', 'notRecording', 'closed', 1, 1, 'flowing', false, now(), now()
     FROM generate_series(1, ${CALLS}) n`,
  );
  await client.query(
    `INSERT INTO durable_command (tenant_id, id, kind, ordering_key, data, run_at)
     SELECT 'tenant-' || n % ${TENANTS}, n, 'test.do', 'call-' || n, '{}', now() FROM generate_series(1, ${COMMANDS}) n`,
  );
  await client.query(`ANALYZE ${Object.keys(KEYS).join(', ')}`);
}
