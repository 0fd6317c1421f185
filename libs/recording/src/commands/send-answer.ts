import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { GraphCommsClient, GraphRequestFailed, type MediaConfig } from '@app/graph-comms';
import { Clock, Config, DurableCommand, type Lease } from '@app/platform';
import { callbackUriOf } from '../callback-uri.js';
import { GraphTalk } from '../graph-talk.js';
import { missedCause } from '../missed-cause.js';
import type { PreparedMedia } from '../prepared-media.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RecordingSessionStore } from '../recording-session.store.js';
import { SessionMedia } from '../session-media.js';

/** Without a blob by then Teams is told `busy`, so that its policy's flags act before its clock runs out (protocol §15.1). */
const BLOB_BEFORE_DEADLINE_MS = 2_000;
/** What Graph needs itself. */
const GRAPH_BEFORE_DEADLINE_MS = 500;
/** Whoever comes to it late, in place of a replica that died, asks a host all the same: nobody has said yet that there is none. */
const LATE_LOOK_MS = 1_000;

/**
 * Answers a call: media prepared, Graph told, both before the session's deadline. A deadline that has passed is noted. It
 * has an ordering key of its own: once Teams has set the call up, what follows does not wait for a slow reply of Graph's.
 */
export class SendAnswer extends DurableCommand<{ callId: string }> {
  static override readonly kind = 'recording.send-answer';
  static override readonly urgent = true;

  get orderingKey(): string {
    return `${this.data.callId}:answer`;
  }

  override retryDelayMs(): number {
    return 50;
  }
}

@CommandHandler(SendAnswer)
export class SendAnswerHandler implements ICommandHandler<SendAnswer> {
  constructor(
    private readonly sessions: RecordingSessionStore,
    private readonly media: SessionMedia,
    private readonly graph: GraphCommsClient,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  async execute({ data: { callId }, lease }: SendAnswer): Promise<void> {
    const session = await this.sessions.find(callId);
    if (!session) return;
    // Also of one that was to be rejected, when nobody has done so.
    if (session.awaitsResponse && this.clock.now() >= session.respondBy)
      return this.sessions.change(callId, (current) => current.noteDeadlinePassed(this.clock.now()));
    if (!session.awaitsAnswer)
      return this.sessions.change(callId, (current) => current.noteMediaUnneeded(this.clock.now()));

    const media =
      session.mediaKind === 'appHosted' ? await this.media.prepare(session, this.blobBy(session), lease) : null;
    if (session.mediaKind === 'appHosted' && !media)
      return this.sessions.change(callId, (current) => current.noteMediaUnavailable(this.clock.now()));
    const isDue = await this.sessions.change(callId, (current) => current.beginAnswer(media, this.clock.now()));
    if (isDue) await this.answer(session, media, lease);
  }

  /** Of a call whose answer left before, nothing else can be said any more: its rescue has all the time that there is. */
  private blobBy({ respondBy, answerAttempts }: RecordingSession): Date {
    const last = respondBy.getTime() - GRAPH_BEFORE_DEADLINE_MS;
    if (answerAttempts > 0) return new Date(last);
    const usual = respondBy.getTime() - BLOB_BEFORE_DEADLINE_MS;
    return new Date(Math.min(last, Math.max(usual, this.clock.now().getTime() + LATE_LOOK_MS)));
  }

  private async answer(session: RecordingSession, media: PreparedMedia | null, lease: Lease): Promise<void> {
    const { callId, decision, respondBy, participantCapacity } = session;
    if (!decision || !('modalities' in decision)) return;
    const mediaConfig: MediaConfig = media
      ? { kind: 'appHosted', blob: media.blob }
      : { kind: 'serviceHosted', preFetchMedia: decision.prefetchPrompts };
    const request = {
      callbackUri: callbackUriOf(this.config.http.publicUrl, session),
      acceptedModalities: decision.modalities,
      mediaConfig,
      participantCapacity,
      contentSharingNotifications: decision.contentSharingNotifications,
    };
    const mayRepeat = async () => (await this.sessions.find(callId))?.awaitsAnswer ?? false;
    await GraphTalk.about(this.sessions, session, lease, async (talk) => {
      try {
        const { requestId, durationMs, attempts } = await this.graph.answer(talk.call, request, respondBy, mayRepeat);
        const reply = { requestId, durationMs, attempts };
        await talk.change((current) => current.noteAnswered(reply, this.clock.now()));
      } catch (error) {
        await this.noteFailure(talk, error);
      }
    });
  }

  /** Nobody knows what became of an answer that another run had sent before, or has sent since: it may be the one that counts. */
  private async noteFailure(talk: GraphTalk, error: unknown): Promise<void> {
    const { cause, code } = missedCause(error);
    const isUnknown = error instanceof GraphRequestFailed && error.details.outcomeUnknown;
    await talk.change((current) => {
      if (isUnknown || current.answerAttempts > 1) current.noteAnswerUndecided(code, this.clock.now());
      else current.noteMissed(cause, code, this.clock.now());
    });
  }
}
