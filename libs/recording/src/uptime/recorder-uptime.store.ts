import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '@app/platform';
import type { Stretch } from '../coverage/stretches.js';
import { GOES_ON_MS, type NotedUptime } from './uptime-in.js';

/** Extends the stretch that goes on; after a hole a new one begins. */
const NOTE: Statement = {
  name: 'uptime.note',
  text: `
    WITH extended AS (
      UPDATE recorder_uptime SET up_until = greatest(up_until, $2::timestamptz)
      WHERE recorder_id = $1::uuid AND up_until >= $2::timestamptz - interval '${GOES_ON_MS} milliseconds'
      RETURNING recorder_id
    )
    INSERT INTO recorder_uptime (recorder_id, up_from, up_until)
    SELECT $1::uuid, $2::timestamptz, $2::timestamptz WHERE NOT EXISTS (SELECT FROM extended)`,
};

/** The rows are few, and read whole. */
const OVERLAPPING: Statement = {
  name: 'uptime.overlapping',
  text: `SELECT up_from AS "from", up_until AS "to" FROM recorder_uptime WHERE up_from <= $2 AND up_until >= $1`,
};

const FIRST: Statement = { name: 'uptime.first', text: `SELECT min(up_from) AS since FROM recorder_uptime` };

/** When each recorder could take invitations. Every replica writes rows of its own, and any reads those of all. */
@Injectable()
export class RecorderUptime {
  constructor(private readonly database: Database) {}

  /** This recorder can take invitations at this time; `recorderId`: a UUID of its process. */
  async note(recorderId: string, at: Date): Promise<void> {
    await this.database.query(NOTE, [recorderId, at]);
  }

  /** What is noted of this time. */
  async overlapping({ from, to }: Stretch): Promise<NotedUptime> {
    const [rows, [first]] = await Promise.all([
      this.database.query<{ from: Date; to: Date }>(OVERLAPPING, [new Date(from), new Date(to)]),
      this.database.query<{ since: Date | null }>(FIRST),
    ]);
    const stretches = rows.map((row) => ({ from: row.from.getTime(), to: row.to.getTime() }));
    return { stretches, since: first?.since ?? null };
  }
}
