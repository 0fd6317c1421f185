import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, DurableCommand, Log, type Statement, type Transaction } from '@app/platform';
import { reconcile } from '../coverage/media-losses.js';
import { stretch } from '../coverage/stretches.js';
import type { MediaReconciled } from '../recording.events.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { EVENTS_OF_ONE } from '../session-events.js';

interface Period {
  from: Date;
  to: Date;
}

/** Those that are over: media came back, or the call ended without it. */
const LOSSES: Statement = {
  name: 'media-loss.losses',
  text: `SELECT coalesce(data->>'from', data->>'mediaLostSince')::timestamptz AS "from", at AS "to"
    FROM ${EVENTS_OF_ONE} AND type IN ('recording.MediaReturned', 'recording.CallEnded')
      AND coalesce(data->>'from', data->>'mediaLostSince') IS NOT NULL ORDER BY id`,
};

const KEPT: Statement = {
  name: 'media-loss.kept',
  text: `SELECT started_at AS "from", ended_at AS "to" FROM kept_segment
    WHERE session_id = $1 AND ended_at >= $2::timestamptz - interval '1 second' AND started_at <= $3::timestamptz + interval '1 second'`,
};

const TOLD: Statement = {
  name: 'media-loss.told',
  text: `SELECT data FROM ${EVENTS_OF_ONE} AND type = 'recording.MediaReconciled' ORDER BY id`,
};

/**
 * Holds each loss of a call's media against what its host says it kept: a host that nobody heard may have gone on, and
 * one that died has kept up to then. Notes what is missing, and again when the host says more later.
 */
export class ReconcileMedia extends DurableCommand<{ callId: string }> {
  static override readonly kind = 'recording.reconcile-media';

  get orderingKey(): string {
    return `${this.data.callId}:reconcile`;
  }
}

@CommandHandler(ReconcileMedia)
export class ReconcileMediaHandler implements ICommandHandler<ReconcileMedia> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async execute({ data: { callId } }: ReconcileMedia): Promise<void> {
    const found = await this.sessions.change(callId, async (session, tx) => {
      const news = await this.news(tx, session.sessionId);
      for (const each of news) session.noteFact('recording.MediaReconciled', this.clock.now(), each);
      return news;
    });
    for (const { from, to, missing, segments } of found) {
      if (missing.length > 0) this.log.warn('media of a call was not kept', { callId, from, to, missing, segments });
    }
  }

  /** What is known now of each loss, unless it was noted before. */
  private async news(tx: Transaction, sessionId: string): Promise<MediaReconciled[]> {
    const told = await tx.query<{ data: MediaReconciled }>(TOLD, [sessionId]);
    const last = new Map(told.map(({ data }) => [data.from, textOf(data)]));
    const news: MediaReconciled[] = [];
    for (const { from, to } of await tx.query<Period>(LOSSES, [sessionId])) {
      const kept = await tx.query<Period>(KEPT, [sessionId, from, to]);
      const now = reconcile(
        stretch(from, to),
        kept.map((each) => stretch(each.from, each.to)),
      );
      if (last.get(now.from) !== textOf(now)) news.push(now);
    }
    return news;
  }
}

/** What is stored comes back with its members in another order. */
function textOf({ from, to, missing, segments }: MediaReconciled): string {
  return JSON.stringify([from, to, missing.map((each) => [each.from, each.to]), segments]);
}
