import Fastify from 'fastify';
import { Pool, type QueryConfig } from 'pg';
import { rowOf, type MixedBody } from './bare-row.js';
import { storeMany, storeOne, type BareRow } from './bare-statements.js';

// The least that could store what a recorder stores of a notification: no tokens, no checks, no decisions, no order. What
// it takes is a ceiling for `npm run bench -- --part throughput`, and nothing else.
const { BARE_PORT, BARE_DATABASE_URL, BARE_TENANT_ID = '', BARE_BATCH } = process.env;

const pool = new Pool({ connectionString: BARE_DATABASE_URL, max: 8 });
let statements = 0;
let waiting: { row: BareRow; done: () => void; failed: (error: unknown) => void }[] = [];
let isUnderWay = false;

const store = BARE_BATCH ? together : alone;
const server = Fastify({ bodyLimit: 2 * 1024 * 1024 });
server.get('/ready', () => ({}));
// As a recorder counts them, so that both are read in one way.
server.get('/metrics', () => `witness_database_statements_total{service="bare"} ${statements}\n`);
server.post<{ Params: { callKey: string } }>('/api/calls/:callKey', async ({ params, headers, body }, reply) => {
  const messageId = String(headers['x-microsoft-skype-message-id']);
  const request = { receivedAt: new Date(), tenantId: BARE_TENANT_ID, callKey: params.callKey, messageId };
  await store(rowOf(body as MixedBody, { ...request, scenarioId: String(headers['scenario-id']) }));
  return reply.status(202).send();
});
await server.listen({ host: '127.0.0.1', port: Number(BARE_PORT) });

function alone(row: BareRow): Promise<void> {
  return send(storeOne(row));
}

async function send(query: QueryConfig): Promise<void> {
  statements += 1;
  await pool.query(query);
}

/** What arrives while one statement is under way goes into the next. */
function together(row: BareRow): Promise<void> {
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
      await send(storeMany(batch.map(({ row }) => row)));
      for (const { done } of batch) done();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
  isUnderWay = false;
}
