import { Client } from 'pg';
import { ranks, under, type Figure } from './figure.js';
import { NotificationBodies } from './notification-bodies.js';
import { percentiles } from './percentiles.js';
import { measurePgbench } from './pgbench.js';
import { Work } from './work.js';

const PART = 'ceiling';
const WARM_UP_MS = 1_000;
/** A roster of four: as long, and as easily compressed, as what the log stores. */
const BODY = new NotificationBodies({ callId: 'call', participantId: 'participant', callbackUri: '' }, 0).nextRoster();

const INSERT = {
  name: 'bench.commit',
  text: 'INSERT INTO bench_commit (at, body) VALUES (clock_timestamp(), $1)',
  values: [BODY],
};

/** It has no process before it is measured. */
const PGBENCH = { role: 'pgbench' as const, program: { pid: undefined } };

/** Where there is nothing but Postgres, and this process. */
export interface BareDatabase {
  databaseUrl: string;
  dataDir: string;
}

/** What the database does at best when each request is one inserted row and one commit: nothing can be stored in less. */
export async function measureCommits({ databaseUrl, dataDir }: BareDatabase, seconds: number): Promise<Figure[]> {
  const bare = { databaseUrl, dataDir, recorderUrls: [] };
  const begin = () => Work.start({ ...bare, programs: [] });
  const beginPgbench = () => Work.start({ ...bare, programs: [PGBENCH] });
  const client = await connected(databaseUrl);
  await client.query(
    'CREATE TABLE bench_commit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz NOT NULL, body jsonb NOT NULL)',
  );
  try {
    return [
      ...(await measurePgbench(PART, { databaseUrl, dataDir, body: BODY }, beginPgbench)),
      ...(await measure('one connection', [client], seconds, begin)),
      ...(await withConnections(databaseUrl, 8, (clients) => measure('8 connections', clients, seconds, begin))),
    ];
  } finally {
    await client.query('DROP TABLE bench_commit');
    await client.end();
  }
}

async function measure(
  connections: string,
  clients: readonly Client[],
  seconds: number,
  begin: () => Promise<Work>,
): Promise<Figure[]> {
  const what = `bare insert and commit, ${connections}`;
  await insertFor(WARM_UP_MS, clients);
  const work = await begin();
  const took = await insertFor(seconds * 1_000, clients);
  const used = await work.figures(PART, took.length, 'a transaction');
  return [
    { part: PART, what, unit: '/s', value: took.length / seconds },
    ...ranks(PART, what, percentiles(took)),
    ...under(what, used),
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
