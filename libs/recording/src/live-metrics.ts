import { Injectable } from '@nestjs/common';
import { Database, Metrics, type Statement } from '@app/platform';

const LIVE: Statement = {
  name: 'recording.live',
  text: `SELECT recording_status AS status, count(*)::integer AS count FROM recording_session
    WHERE ended_at IS NULL GROUP BY 1`,
};
const SEATS: Statement = {
  name: 'recording.seats-taken',
  text: `SELECT count(*)::integer AS count FROM seat WHERE freed_at IS NULL`,
};

const UNEXPLAINED: Statement = {
  name: 'recording.gaps-unexplained',
  text: `SELECT count(*)::integer AS count FROM coverage_gap
    WHERE cause = 'unexplained' AND explained_at IS NULL AND withdrawn_at IS NULL`,
};

/** What is live, as Postgres has it: every recorder shows all of it. */
@Injectable()
export class LiveMetrics {
  constructor(database: Database, metrics: Metrics) {
    const live = async () => {
      const rows = await database.query<{ status: string; count: number }>(LIVE);
      return rows.map(({ status, count }) => ({ labels: { status }, value: count }));
    };
    metrics.watch('sessions_live', 'Calls that have not ended, by recording status; of all recorders', live, [
      'status',
    ]);
    const counted = (statement: Statement) => async () =>
      (await database.query<{ count: number }>(statement)).map(({ count }) => ({ value: count }));
    metrics.watch(
      'seats_taken',
      'Participants under policy who hold a seat in a call; of all recorders',
      counted(SEATS),
    );
    const help = 'Gaps in what was kept that nothing explains and nobody has explained; of all recorders';
    metrics.watch('coverage_gaps_unexplained', help, counted(UNEXPLAINED));
  }
}
