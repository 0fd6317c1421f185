import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Database, Outbox, type Statement } from '@app/platform';
import { KeepCallAlive } from './keep-call-alive.js';
import { SendAnswer } from './send-answer.js';

/** Nobody has heard of the call for this long, so a start is a reason to ask. Keeps a rolling restart from asking N times. */
const UNHEARD_MS = 60_000;
/** Calls are asked after over this time, not all at once. */
const SPREAD_MS = 30_000;

const OPEN_CALLS: Statement = {
  name: 'session.open-calls',
  text: `SELECT call_id AS "callId", response IS NOT NULL AS responded FROM recording_session
    WHERE ended_at IS NULL AND coalesce(checked_at, received_at) < $1`,
};

/**
 * A replica has started: every open call that nobody asked after lately is asked after (protocol §15.5). Calls whose
 * regular checks were lost get them back from the keep-alive watch, started or not.
 */
export class TakeUpOpenCalls extends Command<number> {}

@CommandHandler(TakeUpOpenCalls)
export class TakeUpOpenCallsHandler implements ICommandHandler<TakeUpOpenCalls> {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<number> {
    const now = this.clock.now();
    const unheardSince = new Date(now.getTime() - UNHEARD_MS);
    const calls = await this.database.query<{ callId: string; responded: boolean }>(OPEN_CALLS, [unheardSince]);
    // Replicas that start together make the same check, and the second is not stored (its dedupe key is the minute).
    const once = new Date(Math.floor(now.getTime() / UNHEARD_MS) * UNHEARD_MS).toISOString();
    const checks = calls.map(({ callId, responded }, i) => {
      const runAt = new Date(now.getTime() + (SPREAD_MS * i) / Math.max(calls.length, 100));
      // Nobody ever responded, and its deadline is long past: sending the answer now notes that it was missed.
      if (!responded) return new SendAnswer({ callId }, runAt);
      return new KeepCallAlive({ callId, dueAt: null, once }, runAt);
    });
    await this.database.transaction((tx) => this.outbox.add(tx, checks));
    return calls.length;
  }
}
