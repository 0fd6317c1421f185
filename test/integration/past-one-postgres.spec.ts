import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Outbox, type Statement } from '@app/platform';
import { ConversationStore } from '../../libs/recording/src/conversation.store.js';
import { FindSession, FindSessionHandler } from '../../libs/recording/src/queries/find-session.js';
import type { RecordingSession } from '../../libs/recording/src/recording-session.aggregate.js';
import { after, invited } from '../../libs/recording/src/recording-session.fixture.js';
import { SESSION_COLUMNS, type SessionColumn } from '../../libs/recording/src/recording-session.mapping.js';
import {
  FIND,
  LOCK_FREE,
  OPEN,
  UPDATED_COLUMNS,
  WRITE,
} from '../../libs/recording/src/recording-session.statements.js';
import { distribute, PARTS } from '../support/distributed-schema.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
let client: PoolClient;
beforeAll(async () => {
  test = await testDatabase();
  client = await test.database.pool.connect();
  await distribute(client);
});
afterAll(async () => {
  client.release(true);
  await test.close();
});

/** Of the calls that `distribute` has made. */
const TENANT = 'tenant-7';
const CALLS = ['call-7', 'call-57', 'call-107'];

/** Today's statement with what would change in it; each piece must be there, so that docs/adr/0020 stays true. */
function changed({ name, text }: Statement, ...pieces: readonly (readonly [from: string, to: string])[]): Statement {
  for (const [from] of pieces) if (!text.includes(from)) throw new Error(`${name} does not say "${from}" any more`);
  return { name, text: pieces.reduce((said, [from, to]) => said.replaceAll(from, to), text) };
}

/** What somebody asks of the database first. */
async function askedBy(
  work: (database: never) => Promise<unknown>,
): Promise<{ statement: Statement; values: unknown[] }> {
  const asked: { statement: Statement; values: unknown[] }[] = [];
  const query = (statement: Statement, values: unknown[]) => {
    asked.push({ statement, values });
    return Promise.resolve([]);
  };
  await work({ query } as never);
  return asked[0]!;
}

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: Plan[];
}

/** How many parts of a table Postgres looks into. */
async function partsOf(table: string, { text }: Statement, values: unknown[]): Promise<number> {
  type Explained = { 'QUERY PLAN': [{ Plan: Plan }] };
  const { rows } = await client.query<Explained>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
  const names = nodesOf(rows[0]!['QUERY PLAN'][0].Plan).map((node) => node['Relation Name'] ?? '');
  return new Set(names.filter((name) => name.startsWith(`${table}_part_`))).size;
}

const ask = async <Row extends object>({ text }: Statement, values: unknown[]) =>
  (await client.query<Row>(text, values)).rows;

describe('keys', () => {
  it.each([
    ['a call', 'ALTER TABLE recording_session ADD UNIQUE (call_id)'],
    ['an address', 'ALTER TABLE recording_session ADD UNIQUE (call_key)'],
    ['a seat', 'CREATE UNIQUE INDEX ON seat (session_id, number) WHERE freed_at IS NULL'],
    ['a command', 'CREATE UNIQUE INDEX ON durable_command (dedupe_key) WHERE buried_at IS NULL'],
  ])('%s is unique within its tenant only: Postgres refuses the key of today', async (_what, key) => {
    await expect(client.query(key)).rejects.toThrow('must include all partitioning columns');
  });

  it('a seat belongs to a call of its own tenant', async () => {
    const seat = (tenant: string) =>
      client.query(
        `INSERT INTO seat (tenant_id, session_id, number, participant_id, application_instance_id, lane, taken_at)
         SELECT $1, session_id, 1, 'p1', '', 0, now() FROM recording_session WHERE tenant_id = $2 AND call_id = $3`,
        [tenant, TENANT, CALLS[1]],
      );

    await expect(seat('tenant-8')).rejects.toThrow('violates foreign key constraint');
    await seat(TENANT);
  });
});

describe('lookups', () => {
  const BY_CALL = ['WHERE call_id', 'WHERE tenant_id = $2 AND call_id'] as const;

  it.each([
    ['found', FIND],
    ['locked', LOCK_FREE],
  ])(
    'calls are %s in one part of the table when their tenant is named, and in every part today',
    async (_how, today) => {
      const statement = changed(today, BY_CALL);

      expect(await partsOf('recording_session', today, [CALLS])).toBe(PARTS);
      expect(await partsOf('recording_session', statement, [CALLS, TENANT])).toBe(1);
      const found = await ask<{ callId: string }>(statement, [CALLS, TENANT]);
      expect(found.map(({ callId }) => callId).toSorted()).toEqual(CALLS.toSorted());
    },
  );

  it('the call of an address is found by that and the tenant of the token', async () => {
    const keys = { callId: null, callKey: 'key-7' };
    const { statement: today } = await askedBy((database) =>
      new FindSessionHandler(database).execute(new FindSession(keys)),
    );
    const statement = changed(today, ['WHERE call_key = $1', 'WHERE tenant_id = $2 AND call_key = $1']);

    expect(await partsOf('recording_session', statement, ['key-7', TENANT])).toBe(1);
    expect(await ask(statement, ['key-7', TENANT])).toMatchObject([{ callId: 'call-7', tenantId: TENANT }]);
    expect(await ask(statement, ['key-7', 'tenant-8'])).toEqual([]);
  });
});

describe('changes', () => {
  const EVENTS = [
    ['INSERT INTO session_event (', 'INSERT INTO session_event (tenant_id, '],
    ['SELECT "sessionId", type', 'SELECT $4::text, "sessionId", type'],
  ] as const;
  const open = changed(OPEN, ['ON CONFLICT (call_id)', 'ON CONFLICT (tenant_id, call_id)'], ...EVENTS);
  const write = changed(
    WRITE,
    ['WHERE s.session_id = u.session_id', 'WHERE s.tenant_id = $4 AND s.session_id = u.session_id'],
    ['WHERE seat.session_id = u.session_id', 'WHERE seat.tenant_id = $4 AND seat.session_id = u.session_id'],
    ...EVENTS,
  );

  const session = (tenantId: string) => Object.assign(invited(), { callId: 'new', tenantId });
  const rowOf = (of: RecordingSession, columns: readonly SessionColumn[]) =>
    Object.fromEntries(columns.map(({ field, name }) => [name, of[field]]));
  /** A batch of one tenant, as its statement takes it. */
  function valuesOf(of: RecordingSession, columns: readonly SessionColumn[]): unknown[] {
    const events = of.getUncommittedEvents().map(({ type, at, data }) => ({ type, at, data }));
    const noted = events.map((event) => ({ ...event, sessionId: of.sessionId, cause: 'recorder', messageId: null }));
    return [JSON.stringify([rowOf(of, columns)]), '[]', JSON.stringify(noted), of.tenantId];
  }

  it('a repeated invitation finds the call of its tenant, and the same id of another is another call', async () => {
    expect(await ask(open, valuesOf(session(TENANT), SESSION_COLUMNS))).toHaveLength(1);
    expect(await ask(open, valuesOf(session(TENANT), SESSION_COLUMNS))).toHaveLength(0);
    expect(await ask(open, valuesOf(session('tenant-8'), SESSION_COLUMNS))).toHaveLength(1);
  });

  it('a change is written, and its seats freed, in one part of each table', async () => {
    const ending = Object.assign(invited(), { callId: randomUUID(), tenantId: TENANT });
    await ask(open, valuesOf(ending, SESSION_COLUMNS));
    ending.uncommit();
    ending.noteEnded({ by: 'teams', code: 0, subcode: null, message: null }, after(100));
    const values = valuesOf(ending, UPDATED_COLUMNS);

    expect(await partsOf('recording_session', write, values)).toBe(1);
    expect(await partsOf('seat', write, values)).toBe(1);
    await ask(write, values);
    const stored = `SELECT call_state, (SELECT array_agg(type ORDER BY id) FROM session_event WHERE tenant_id = $1
      AND session_id = $2) AS events FROM recording_session WHERE tenant_id = $1 AND session_id = $2`;
    expect((await client.query(stored, [TENANT, ending.sessionId])).rows).toEqual([
      { call_state: 'terminated', events: ['recording.InvitationReceived', 'recording.CallEnded'] },
    ]);
  });

  it('a conversation is met by its tenant already; that it is new shows by its id, not by a column of the system', async () => {
    const meet = () =>
      askedBy((tx) => new ConversationStore(tx).place(tx, [{ session: session(TENANT), scenarioId: null }]));
    const [{ statement: today, values: first }, { values: second }] = [await meet(), await meet()];
    const proposed = `(SELECT (n ->> 'conversation_id')::uuid FROM jsonb_array_elements($1) n)`;
    const statement = changed(today, ['xmax = 0', `conversation_id IN ${proposed}`]);

    await expect(ask(today, first)).rejects.toThrow('cannot retrieve a system column');
    expect(await ask(statement, first)).toMatchObject([{ tenantId: TENANT, isNew: true }]);
    expect(await ask(statement, second)).toMatchObject([{ tenantId: TENANT, isNew: false }]);
  });

  it('due commands are claimed tenant by tenant, in one part of the table', async () => {
    const { statement: today, values } = await askedBy((database) => new Outbox(database).claim(['test.do'], 64));
    const statement = changed(
      today,
      ['WHERE buried_at IS NULL AND run_at', 'WHERE d.tenant_id = $6 AND buried_at IS NULL AND run_at'],
      ['WHERE p.buried_at', 'WHERE p.tenant_id = $6 AND p.buried_at'],
      ['WHERE c.id = due.id', 'WHERE c.tenant_id = $6 AND c.id = due.id'],
    );

    expect(await partsOf('durable_command', today, values)).toBe(PARTS);
    expect(await partsOf('durable_command', statement, [...values, TENANT])).toBe(1);
    const claims = await ask<{ orderingKey: string }>(statement, [...values, TENANT]);
    expect(claims.map(({ orderingKey }) => orderingKey).toSorted()).toEqual(CALLS.toSorted());
  });
});
