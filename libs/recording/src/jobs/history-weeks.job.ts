import { Injectable } from '@nestjs/common';
import { Database, Log, type Job, type Statement } from '@app/platform';

export const HISTORY_WEEKS_SECONDS = 3_600;

/** Far enough ahead that somebody sees it fail for weeks before a row has no week to go to. */
const ADD: Statement = {
  name: 'history.add-weeks',
  text: `SELECT add_history_weeks($1::timestamptz, $1::timestamptz + interval '8 weeks') AS added`,
  // It waits for whoever reads.
  mayTakeMs: 9_000,
};

/** Makes the weeks that events and notifications of the time to come are sorted into (docs/adr/0021). */
@Injectable()
export class HistoryWeeks implements Job {
  readonly name = 'recording.history-weeks';

  constructor(
    private readonly database: Database,
    private readonly log: Log,
  ) {}

  async run(at: Date): Promise<void> {
    const [row] = await this.database.query<{ added: number }>(ADD, [at]);
    if (row && row.added > 0) this.log.info('weeks of history were made', { partitions: row.added });
  }
}
