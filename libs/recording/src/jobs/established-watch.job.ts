import { Injectable } from '@nestjs/common';
import { Database, Outbox, type Job, type Statement } from '@app/platform';
import { ConfirmEstablished } from '../commands/confirm-established.js';

export const ESTABLISHED_WATCH_SECONDS = 5;
/** Teams sets a call up within seconds of its answer, and says so at once. */
const PATIENCE_MS = 15_000;

const AWAITED: Statement = {
  name: 'session.awaiting-established',
  text: `SELECT call_id AS "callId" FROM recording_session
    WHERE ended_at IS NULL AND checked_at < $1 AND response = 'answered' AND established_at IS NULL
      AND graph_gone_since IS NULL`,
};

/**
 * Finds calls that were answered and of which nothing has been heard since: Graph is asked how far they are. One that it
 * does not know is looked at again as a doubted one.
 */
@Injectable()
export class EstablishedWatch implements Job {
  readonly name = 'recording.established-watch';

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async run(at: Date): Promise<void> {
    const calls = await this.database.query<{ callId: string }>(AWAITED, [new Date(at.getTime() - PATIENCE_MS)]);
    if (calls.length === 0) return;
    const questions = calls.map(({ callId }) => new ConfirmEstablished({ callId }));
    await this.database.transaction((tx) => this.outbox.add(tx, questions));
  }
}
