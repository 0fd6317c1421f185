import { Client } from 'pg';
import { ranks, type Figure } from './figure.js';
import { percentiles } from './percentiles.js';
import { measurePgbench } from './pgbench.js';

const PART = 'ceiling';
const WARM_UP_MS = 1_000;
/** About as long as a stored roster of four. */
const BODY = JSON.stringify({ value: 'x'.repeat(3_000) });

const INSERT = {
  name: 'bench.commit',
  text: 'INSERT INTO bench_commit (at, body) VALUES (clock_timestamp(), $1)',
  values: [BODY],
};

/** What the database does at best when each request is one inserted row and one commit: nothing can be stored in less. */
export async function measureCommits(databaseUrl: string, directory: string, seconds: number): Promise<Figure[]> {
  const client = await connected(databaseUrl);
  await client.query(
    'CREATE TABLE bench_commit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, body jsonb NOT NULL)',
  );
  try {
    return [
      ...(await measurePgbench(PART, databaseUrl, directory)),
      ...(await measure('one connection', [client], seconds)),
      ...(await withConnections(databaseUrl, 8, (clients) => measure('8 connections', clients, seconds))),
    ];
  } finally {
    await client.query('DROP TABLE bench_commit');
    await client.end();
  }
}

async function measure(what: string, clients: readonly Client[], seconds: number): Promise<Figure[]> {
  await insertFor(WARM_UP_MS, clients);
  const took = await insertFor(seconds * 1_000, clients);
  const rate = took.length / seconds;
  return [
    { part: PART, what: `bare insert and commit, ${what}`, unit: '/s', value: rate },
    ...ranks(PART, `bare insert and commit, ${what}`, percentiles(took)),
  ];
}

async function insertFor(ms: number, clients: readonly Client[]): Promise<number[]> {
  const until = performance.now() + ms;
  const took: number[] = [];
  await Promise.all(
    clients.map(async (client) => {
      for (let began = performance.now(); began < until; began = performance.now()) {
        await client.query(INSERT);
        took.push(performance.now() - began);
      }
    }),
  );
  return took;
}

async function withConnections<T>(
  databaseUrl: string,
  count: number,
  work: (clients: Client[]) => Promise<T>,
): Promise<T> {
  const clients = await Promise.all(Array.from({ length: count }, () => connected(databaseUrl)));
  try {
    return await work(clients);
  } finally {
    for (const client of clients) await client.end();
  }
}

async function connected(databaseUrl: string): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  return client;
}
