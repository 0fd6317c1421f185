import { Injectable } from '@nestjs/common';
import { Database, type Job, type Statement } from '@app/platform';

export const LIVE_PEAKS_SECONDS = 60;

const NOTE: Statement = {
  name: 'live-peak.note',
  text: `INSERT INTO live_peak AS p (day, calls, at)
    SELECT ($1::timestamptz AT TIME ZONE 'UTC')::date, count(*), $1::timestamptz FROM recording_session
    WHERE ended_at IS NULL
    ON CONFLICT (day) DO UPDATE SET calls = excluded.calls, at = excluded.at WHERE excluded.calls > p.calls`,
};

/** Notes how many calls are live, if there were never so many that day. What comes and goes between looks is unseen. */
@Injectable()
export class LivePeaks implements Job {
  readonly name = 'recording.live-peaks';

  constructor(private readonly database: Database) {}

  async run(at: Date): Promise<void> {
    await this.database.query(NOTE, [at]);
  }
}
