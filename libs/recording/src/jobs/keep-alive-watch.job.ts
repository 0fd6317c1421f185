import { Injectable } from '@nestjs/common';
import { Config, Database, Log, Metrics, Outbox, type Job, type Statement } from '@app/platform';
import { SendAnswer } from '../commands/send-answer.js';
import { keepAliveKey, KeepCallAlive, longestIntervalMs } from '../commands/keep-call-alive.js';

interface UnheardCall {
  callId: string;
  answered: boolean;
  /** When Graph last said that the call is up. */
  heardAt: Date;
}

export const KEEP_ALIVE_WATCH_SECONDS = 60;
/** A check that is due may take this long to be made. */
const SLACK_MS = 60_000;
/** Teams ends a call that was not kept alive for 45 minutes; somebody should hear of it before (protocol §7.6). */
const OVERDUE_MS = 30 * 60_000;
/** As many as a line of the log can name. */
const MOST_NAMED = 20;

const UNHEARD: Statement = {
  name: 'session.unheard-calls',
  text: `SELECT call_id AS "callId", response = 'answered' AS answered, coalesce(checked_at, received_at) AS "heardAt"
    FROM recording_session
    WHERE ended_at IS NULL AND response IS NOT NULL AND coalesce(checked_at, received_at) < $1
    ORDER BY "heardAt"`,
};

/** Past its hard stop an invitation is responded to or on record as missed, and soon: somebody has a command for that. */
const UNSETTLED_MS = 15_000;

const UNSETTLED: Statement = {
  name: 'session.unsettled-invitations',
  text: `SELECT call_id AS "callId" FROM recording_session
    WHERE ended_at IS NULL AND response IS NULL AND respond_by < $1 AND NOT EXISTS (
      SELECT FROM durable_command WHERE buried_at IS NULL
        AND ordering_key IN (call_id, call_id || ':answer', call_id || ':confirm'))`,
};

/**
 * Looks after the checks that look after the calls. Each check makes the next, so one that was deleted, or set aside as
 * refused, leaves its call with none: it gets a new one. So does an invitation whose last command is gone and that nobody
 * has said to be missed (protocol §15.5). And a call whose checks fail and fail is told of while there is
 * time to do something.
 */
@Injectable()
export class KeepAliveWatch implements Job {
  readonly name = 'recording.keep-alive-watch';
  private readonly overdue;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly config: Config,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const help = 'Open calls that Graph has not been heard of for 30 minutes; it ends them after 45';
    this.overdue = metrics.gauge('calls_keep_alive_overdue', help);
  }

  async run(at: Date): Promise<void> {
    const patienceMs = longestIntervalMs(this.config.calls) + SLACK_MS;
    const calls = await this.database.query<UnheardCall>(UNHEARD, [new Date(at.getTime() - patienceMs)]);
    await this.startAnew(calls, at);
    await this.settle(at);
    this.tellOverdue(calls, new Date(at.getTime() - Math.max(OVERDUE_MS, patienceMs)));
  }

  private async startAnew(calls: readonly UnheardCall[], at: Date): Promise<void> {
    const checked = await this.outbox.waiting(calls.map(({ callId }) => keepAliveKey(callId)));
    const forgotten = calls.filter(({ callId }) => !checked.has(keepAliveKey(callId)));
    if (forgotten.length === 0) return;
    const now = at.toISOString();
    const checks = forgotten.map(({ callId, answered }) =>
      // A call that we did not take is not ours to keep, only to see the end of.
      answered
        ? new KeepCallAlive({ callId, dueAt: now, once: null })
        : new KeepCallAlive({ callId, dueAt: null, once: now }),
    );
    await this.database.transaction((tx) => this.outbox.add(tx, checks));
    this.log.warn('open calls that nobody kept alive are looked after again', { callIds: named(forgotten) });
  }

  /** Its deadline is past: answering it now is to note that it was missed. */
  private async settle(at: Date): Promise<void> {
    const since = new Date(at.getTime() - UNSETTLED_MS);
    const forgotten = await this.database.query<{ callId: string }>(UNSETTLED, [since]);
    if (forgotten.length === 0) return;
    const answers = forgotten.map(({ callId }) => new SendAnswer({ callId }));
    await this.database.transaction((tx) => this.outbox.add(tx, answers));
    this.log.warn('invitations that nobody settled are settled', { callIds: named(forgotten) });
  }

  private tellOverdue(calls: readonly UnheardCall[], since: Date): void {
    const overdue = calls.filter(({ heardAt }) => heardAt <= since);
    this.overdue.set(overdue.length);
    if (overdue.length === 0) return;
    this.log.error('open calls were not kept alive for 30 minutes; Teams ends them after 45', {
      calls: overdue.length,
      callIds: named(overdue),
    });
  }
}

function named(calls: readonly { callId: string }[]): string[] {
  return calls.slice(0, MOST_NAMED).map(({ callId }) => callId);
}
