import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListMediaHosts } from '@app/media-hosts';
import { Database, Log, Outbox, Relay, type Job, type Statement } from '@app/platform';
import { KeepMedia } from '../commands/keep-media.js';
import { RecordingSessionStore } from '../recording-session.store.js';

interface WatchedSession {
  callId: string;
  permitId: string | null;
}

/** Established before the heartbeat, so a host that still has the session counts it among its active calls. */
const WATCHED = `media_host_id = $1 AND established_at < $2 AND ended_at IS NULL AND media_state <> 'lost'`;

const COUNT: Statement = {
  name: 'session.watched-count',
  text: `SELECT count(*)::integer AS watched FROM recording_session WHERE ${WATCHED}`,
};

const LIST: Statement = {
  name: 'session.watched',
  text: `SELECT call_id AS "callId", CASE permit_state WHEN 'open' THEN permit_id END AS "permitId"
    FROM recording_session WHERE ${WATCHED}`,
};

/**
 * Notices media hosts that died with calls on them. One that has fallen silent has lost its media. One that is back with
 * fewer calls than it was given has forgotten some: each is asked to go on keeping, and disowns what it does not know.
 */
@Injectable()
export class MediaHostWatch implements Job {
  readonly name = 'recording.media-host-watch';

  constructor(
    private readonly queries: QueryBus,
    private readonly database: Database,
    private readonly sessions: RecordingSessionStore,
    private readonly outbox: Outbox,
    private readonly relay: Relay,
    private readonly log: Log,
  ) {}

  async run(at: Date): Promise<void> {
    for (const { hostId, heartbeatAt, activeCalls, silent } of await this.queries.execute(new ListMediaHosts())) {
      const [row] = await this.database.query<{ watched: number }>(COUNT, [hostId, heartbeatAt]);
      const watched = row?.watched ?? 0;
      if (watched === 0 || (!silent && activeCalls >= watched)) continue;
      this.log.warn('a media host has lost calls', { mediaHostId: hostId, silent, watched, activeCalls });
      const found = await this.database.query<WatchedSession>(LIST, [hostId, heartbeatAt]);
      if (silent) await this.lose(found, at);
      else await this.askAgain(found, at);
    }
  }

  private async lose(found: readonly WatchedSession[], at: Date): Promise<void> {
    for (const { callId } of found) await this.sessions.change(callId, (session) => session.noteMediaLost(at));
  }

  private async askAgain(found: readonly WatchedSession[], at: Date): Promise<void> {
    const orders = found.flatMap(({ callId, permitId }) =>
      permitId ? [new KeepMedia({ callId, keep: true, permitId, orderedAt: at.toISOString(), again: true })] : [],
    );
    await this.database.transaction((tx) => this.outbox.add(tx, orders));
    this.relay.wake();
  }
}
