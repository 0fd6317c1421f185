import { Client } from 'pg';
import type { LocalSystem } from '../system/local-system.js';
import { ranks, type Figure } from './figure.js';
import type { InviteReport, LoadControl } from './load-control.js';
import { percentiles } from './percentiles.js';
import { Work } from './work.js';

/** How many come how fast, and within what they are to be answered. */
export interface InviteLoad {
  part: string;
  perSecond: number;
  seconds: number;
  p99Ms: number;
  maxMs: number;
}

const WARM_UP = { count: 250, perSecond: 50, seed: 'warm-up' };

/** Graph call ids are stored in lower case with hyphens, as the simulator's load run spells them. */
const OF_RECORD = `
  SELECT count(*)::integer AS sessions,
    count(*) FILTER (WHERE missed IS NOT NULL)::integer AS missed,
    array_agg(extract(epoch FROM prepared.at - received_at)::float8 * 1000) FILTER (WHERE prepared.at IS NOT NULL) AS prepared,
    array_agg(extract(epoch FROM responded_at - received_at)::float8 * 1000) FILTER (WHERE response = 'answered') AS answered
  FROM recording_session s
  LEFT JOIN LATERAL (
    SELECT min(at) AS at FROM session_event e WHERE e.session_id = s.session_id AND type = 'recording.MediaPrepared'
  ) prepared ON true
  WHERE call_id = ANY ($1)`;

interface OfRecord {
  sessions: number;
  missed: number;
  prepared: number[] | null;
  answered: number[] | null;
}

/** Policy invites by a schedule that waits for nobody; each call lives a second with rosters and recording, without audio. */
export async function measureAnswers(
  simulator: LoadControl,
  system: LocalSystem,
  { part, perSecond, seconds, p99Ms, maxMs }: InviteLoad,
): Promise<Figure[]> {
  await simulator.invites(WARM_UP);
  const work = await Work.start(system);
  const invites = await simulator.invites({ count: perSecond * seconds, perSecond, seed: 'measured' });
  const used = await work.figures(part, invites.length, 'an invite');
  const record = await ofRecord(system.databaseUrl, invites);

  const answered = invites.filter(({ answerStatus }) => answerStatus === 202);
  const seen = invites.flatMap(({ answerMs }) => answerMs ?? []);
  const count = (what: string, value: number, exactly?: number): Figure => ({
    part,
    what,
    unit: '',
    value,
    ...(exactly !== undefined && { target: { exactly } }),
  });
  const limits = { p99: p99Ms, max: maxMs };
  const lastSent = Math.max(...invites.map(({ sentMs }, index) => (index * 1_000) / perSecond + sentMs));
  return [
    { part, what: 'invites sent', unit: '/s', value: (invites.length * 1_000) / (lastSent + 1_000 / perSecond) },
    count('invites answered', answered.length, invites.length),
    count(`answers over ${maxMs / 1_000} s`, seen.filter((ms) => ms > maxMs).length, 0),
    // What is refused for want of time is not.
    count('invites on record', record.sessions, invites.length),
    count('missed, of record', record.missed, 0),
    ...ranks(part, 'invite due → answer at Graph', percentiles(seen), limits),
    ...ranks(part, 'invite due → posted (the generator is late)', percentiles(invites.map(({ sentMs }) => sentMs))),
    ...ranks(part, 'invite due → its 202', percentiles(invites.flatMap(({ acceptedMs }) => acceptedMs ?? []))),
    ...ranks(part, 'of record: received → answer about to be sent', percentiles(record.prepared ?? []), limits),
    ...ranks(part, 'of record: received → Graph has replied', percentiles(record.answered ?? []), limits),
    ...used,
  ];
}

async function ofRecord(databaseUrl: string, invites: readonly InviteReport[]): Promise<OfRecord> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<OfRecord>(OF_RECORD, [invites.map(({ callId }) => callId)]);
    const [row] = rows;
    if (!row) throw new Error('Nothing is on record');
    return row;
  } finally {
    await client.end();
  }
}
