import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ListMediaHosts, type ListedMediaHost } from '@app/media-hosts';
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

/** Of a living host as of its heartbeat, because a session that it still has and that is older is one of its active calls. */
const WATCHED = `JOIN recording_session s ON s.media_host_id = host.id AND s.established_at < host.before
  WHERE s.ended_at IS NULL AND s.media_state <> 'lost'`;

/** Of all hosts in one look: it goes through every call that is up. */
const COUNT: Statement = {
  name: 'session.watched-count',
  text: `SELECT host.id AS "hostId", count(*)::integer AS watched,
      count(*) FILTER (WHERE media_state = 'unheard')::integer AS unheard
    FROM unnest($1::text[], $2::timestamptz[]) AS host (id, before) ${WATCHED} GROUP BY host.id`,
};

const LIST: Statement = {
  name: 'session.watched',
  text: `SELECT call_id AS "callId", CASE permit_state WHEN 'open' THEN permit_id END AS "permitId",
      media_state AS "mediaState"
    FROM (SELECT $1::text AS id, $2::timestamptz AS before) host ${WATCHED}`,
};

interface WatchedCount {
  hostId: string;
  watched: number;
  unheard: number;
}

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
    const before = ({ silent, heartbeatAt }: ListedMediaHost) => (silent ? at : heartbeatAt);
    const asked = [hosts.map(({ hostId }) => hostId), hosts.map(before)];
    const counts = await this.database.query<WatchedCount>(COUNT, asked);
    for (const host of hosts) {
      const { hostId, activeCalls, silent } = host;
      const { watched, unheard } = counts.find((each) => each.hostId === hostId) ?? { watched: 0, unheard: 0 };
      const isWell = silent ? watched === unheard : activeCalls >= watched && unheard === 0;
      if (isWell || (silent && !canJudgeSilence)) continue;
      this.log.warn('a media host and its calls do not agree', { mediaHostId: hostId, silent, watched, activeCalls });
      const found = await this.database.query<WatchedSession>(LIST, [hostId, before(host)]);
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
