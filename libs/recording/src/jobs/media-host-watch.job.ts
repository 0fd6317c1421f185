import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListMediaHosts } from '@app/media-hosts';
import { Database, Log, Outbox, type Job, type Statement } from '@app/platform';
import { KeepMedia } from '../commands/keep-media.js';
import { keptUntil } from '../kept-segment.store.js';
import { RecordingSessionStore } from '../recording-session.store.js';

interface WatchedSession {
  callId: string;
  permitId: string | null;
  mediaState: 'awaited' | 'flowing' | 'unheard';
}

export const MEDIA_HOST_WATCH_SECONDS = 5;
/** A gap between two looks beyond this means that hosts could not have been heard either. */
const DEAF_AFTER_MS = 3 * MEDIA_HOST_WATCH_SECONDS * 1000;
/** Hosts count as silent after three missed heartbeats; whoever has just begun to listen must hear as long. */
const LISTEN_MS = 20_000;

/** `$2`: of a living host its heartbeat, because a session that it still has and that is older is one of its active calls. */
const WATCHED = `media_host_id = $1 AND established_at < $2 AND ended_at IS NULL AND media_state <> 'lost'`;

const COUNT: Statement = {
  name: 'session.watched-count',
  text: `SELECT count(*)::integer AS watched, count(*) FILTER (WHERE media_state = 'unheard')::integer AS unheard
    FROM recording_session WHERE ${WATCHED}`,
};

const LIST: Statement = {
  name: 'session.watched',
  text: `SELECT call_id AS "callId", CASE permit_state WHEN 'open' THEN permit_id END AS "permitId",
      media_state AS "mediaState"
    FROM recording_session WHERE ${WATCHED}`,
};

/**
 * Notices media hosts that died with calls on them. Of one that has fallen silent nobody knows whether media reaches it,
 * until it is heard again. One that is back with fewer calls than it was given has forgotten some: each is asked to go
 * on keeping, and disowns what it does not know.
 */
@Injectable()
export class MediaHostWatch implements Job {
  readonly name = 'recording.media-host-watch';
  private lastLook = new Date(0);
  /** Since when hosts could be heard without a break: not while the database, or this process, was away. */
  private listeningSince = new Date(0);

  constructor(
    private readonly queries: QueryBus,
    private readonly database: Database,
    private readonly sessions: RecordingSessionStore,
    private readonly outbox: Outbox,
    private readonly log: Log,
  ) {}

  async run(at: Date): Promise<void> {
    const hosts = await this.queries.execute(new ListMediaHosts());
    if (at.getTime() - this.lastLook.getTime() > DEAF_AFTER_MS) this.listeningSince = at;
    this.lastLook = at;
    const canJudgeSilence = at.getTime() - this.listeningSince.getTime() >= LISTEN_MS;
    for (const { hostId, heartbeatAt, activeCalls, silent } of hosts) {
      const of = [hostId, silent ? at : heartbeatAt];
      const [row] = await this.database.query<{ watched: number; unheard: number }>(COUNT, of);
      const { watched, unheard } = row ?? { watched: 0, unheard: 0 };
      const isWell = silent ? watched === unheard : activeCalls >= watched && unheard === 0;
      if (isWell || (silent && !canJudgeSilence)) continue;
      this.log.warn('a media host and its calls do not agree', { mediaHostId: hostId, silent, watched, activeCalls });
      const found = await this.database.query<WatchedSession>(LIST, of);
      if (silent) await this.noteUnheard(found, at);
      else await this.askAgain(found, at);
    }
  }

  private async noteUnheard(found: readonly WatchedSession[], at: Date): Promise<void> {
    const note = (callId: string) =>
      this.sessions.change(callId, async (session, tx) =>
        session.noteMediaLost(at, { keptUntil: await keptUntil(tx, session.sessionId), state: 'unheard' }),
      );
    await Promise.all(found.map(({ callId }) => note(callId)));
  }

  private async askAgain(found: readonly WatchedSession[], at: Date): Promise<void> {
    const ask = ({ callId, permitId }: WatchedSession) =>
      this.sessions.change(callId, (session, tx) => {
        session.noteMediaHeard(at);
        const order = { callId, keep: true, orderedAt: at.toISOString(), again: true };
        if (permitId) this.outbox.add(tx, [new KeepMedia({ ...order, permitId })]);
      });
    await Promise.all(found.map(ask));
  }
}
