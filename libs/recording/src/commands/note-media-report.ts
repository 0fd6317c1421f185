import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '@app/platform';
import { addKeptSegment, keptUntil, type KeptSegment } from '../kept-segment.store.js';
import { checkReportTimes } from '../media-report-times.js';
import { NoSuchSession } from '../recording.errors.js';
import { RecordingSessionStore } from '../recording-session.store.js';

export interface MediaReport {
  mediaSessionId: string;
  kind: 'firstMedia' | 'mediaLost' | 'segmentKept' | 'stopped';
  /** When it happened, by the media host's clock. */
  at: Date;
  segment?: KeptSegment;
}

/**
 * What a media host says of a call's media. Reports may come late and twice.
 * @throws NoSuchSession, ReportOutOfTime
 */
export class NoteMediaReport extends Command<void> {
  constructor(readonly report: MediaReport) {
    super();
  }
}

@CommandHandler(NoteMediaReport)
export class NoteMediaReportHandler implements ICommandHandler<NoteMediaReport> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly clock: Clock,
  ) {}

  async execute({ report }: NoteMediaReport): Promise<void> {
    const { mediaSessionId, kind, segment } = report;
    const found = await this.sessions.findByMediaSession(mediaSessionId);
    if (!found) throw new NoSuchSession({ mediaSessionId });
    const now = this.clock.now();
    checkReportTimes(report, found.receivedAt, now);
    // By a clock that is ahead of ours it happened now: it cannot have happened later.
    const at = report.at < now ? report.at : now;
    await this.sessions.change(
      found.callId,
      async (session, tx) => {
        switch (kind) {
          case 'firstMedia':
            return session.takeMediaNews(report.at, now) ? session.noteFirstMedia(at) : undefined;
          case 'mediaLost':
            if (!session.takeMediaNews(report.at, now)) return;
            return session.noteMediaLost(at, { keptUntil: await keptUntil(tx, session.sessionId) });
          case 'stopped':
            return session.noteMediaStopped(at);
          case 'segmentKept': {
            if (!segment || !(await addKeptSegment(tx, session.sessionId, segment, at))) return;
            const { sha256, bytes, from, to } = segment;
            const stretch = { sha256, bytes, from: from.toISOString(), to: to.toISOString() };
            return session.noteFact('recording.SegmentKept', at, stretch);
          }
        }
      },
      { by: 'mediaHost' },
    );
  }
}
