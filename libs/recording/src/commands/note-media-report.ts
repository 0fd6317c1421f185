import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { addKeptSegment, type KeptSegment } from '../kept-segment.store.js';
import { NoSuchSession } from '../recording.errors.js';
import { RecordingSessionStore } from '../recording-session.store.js';

export interface MediaReport {
  mediaSessionId: string;
  kind: 'firstMedia' | 'mediaLost' | 'segmentKept' | 'stopped';
  /** When it happened, by the media host's clock. */
  at: Date;
  segment?: KeptSegment;
}

/** What a media host says of a call's media. Reports may come late and twice. Throws NoSuchSession. */
export class NoteMediaReport extends Command<void> {
  constructor(readonly report: MediaReport) {
    super();
  }
}

@CommandHandler(NoteMediaReport)
export class NoteMediaReportHandler implements ICommandHandler<NoteMediaReport> {
  constructor(private readonly sessions: RecordingSessionStore) {}

  async execute({ report }: NoteMediaReport): Promise<void> {
    const { mediaSessionId, kind, at, segment } = report;
    const found = await this.sessions.findByMediaSession(mediaSessionId);
    if (!found) throw new NoSuchSession({ mediaSessionId });
    await this.sessions.change(
      found.callId,
      async (session, tx) => {
        switch (kind) {
          case 'firstMedia':
            return session.takeMediaNews(at) ? session.noteFirstMedia(at) : undefined;
          case 'mediaLost':
            return session.takeMediaNews(at) ? session.noteMediaLost(at) : undefined;
          case 'stopped':
            return session.noteFact('recording.MediaStopped', at, {});
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
