import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { MediaHostsModule } from '@app/media-hosts';
import { Config, Jobs, Log, patiently } from '@app/platform';
import { AdmitParticipantHandler } from './commands/admit-participant.js';
import { AnswerIncomingCall, AnswerIncomingCallHandler } from './commands/answer-incoming-call.js';
import { AskMediaHost, AskMediaHostHandler } from './commands/ask-media-host.js';
import { ConfirmAnswer, ConfirmAnswerHandler } from './commands/confirm-answer.js';
import { ConfirmEstablished, ConfirmEstablishedHandler } from './commands/confirm-established.js';
import { DeleteCall, DeleteCallHandler } from './commands/delete-call.js';
import { EndPause, EndPauseHandler } from './commands/end-pause.js';
import { ExplainGapHandler } from './commands/explain-gap.js';
import { HangUpHandler } from './commands/hang-up.js';
import { HangUpWhenAlone, HangUpWhenAloneHandler } from './commands/hang-up-when-alone.js';
import { KeepCallAlive, KeepCallAliveHandler } from './commands/keep-call-alive.js';
import { KeepMedia, KeepMediaHandler } from './commands/keep-media.js';
import { LogNotificationHandler } from './commands/log-notification.js';
import { NoteCallUpdateHandler } from './commands/note-call-update.js';
import { NoteContentSharingHandler } from './commands/note-content-sharing.js';
import { NoteIncomingCallHandler } from './commands/note-incoming-call.js';
import { NoteMediaReportHandler } from './commands/note-media-report.js';
import { NoteParticipantLeftHandler } from './commands/note-participant-left.js';
import { NoteRosterHandler } from './commands/note-roster.js';
import { NoteUptimeHandler } from './commands/note-uptime.js';
import { PauseRecordingHandler } from './commands/pause-recording.js';
import { ReconcileMedia, ReconcileMediaHandler } from './commands/reconcile-media.js';
import { ReleaseCall, ReleaseCallHandler } from './commands/release-call.js';
import { ReportRecordingStatus, ReportRecordingStatusHandler } from './commands/report-recording-status.js';
import { ResumeRecordingHandler } from './commands/resume-recording.js';
import { SendAnswer, SendAnswerHandler } from './commands/send-answer.js';
import { SendRedirect, SendRedirectHandler } from './commands/send-redirect.js';
import { SendRejection, SendRejectionHandler } from './commands/send-rejection.js';
import { StopRecordingHandler } from './commands/stop-recording.js';
import { TakeUpOpenCalls, TakeUpOpenCallsHandler } from './commands/take-up-open-calls.js';
import { ExplainCallHandler } from './queries/explain-call.js';
import { FindSessionHandler } from './queries/find-session.js';
import { GetCapacityHandler } from './queries/get-capacity.js';
import { GetConversationHandler } from './queries/get-conversation.js';
import { GetCoverageHandler } from './queries/get-coverage.js';
import { GetDecidedCallHandler } from './queries/get-decided-call.js';
import { GetSessionHandler } from './queries/get-session.js';
import { GetStatisticsHandler } from './queries/get-statistics.js';
import { GetTimelineHandler } from './queries/get-timeline.js';
import { ListConversationsHandler } from './queries/list-conversations.js';
import { ListGapsHandler } from './queries/list-gaps.js';
import { ListNotificationsHandler } from './queries/list-notifications.js';
import { ListParticipantsHandler } from './queries/list-participants.js';
import { ListSessionsHandler } from './queries/list-sessions.js';
import { recordingReactions } from './recording.reactions.js';
import { ESTABLISHED_WATCH_SECONDS, EstablishedWatch } from './jobs/established-watch.job.js';
import { COVERAGE_WATCH_SECONDS, CoverageWatch } from './jobs/coverage-watch.job.js';
import { GAP_LEDGER_SECONDS, GapLedgerJob } from './jobs/gap-ledger.job.js';
import { HISTORY_WEEKS_SECONDS, HistoryWeeks } from './jobs/history-weeks.job.js';
import { KEEP_ALIVE_WATCH_SECONDS, KeepAliveWatch } from './jobs/keep-alive-watch.job.js';
import { LIVE_PEAKS_SECONDS, LivePeaks } from './jobs/live-peaks.job.js';
import { MEDIA_HOST_WATCH_SECONDS, MediaHostWatch } from './jobs/media-host-watch.job.js';
import { SESSION_HOURS_SECONDS, SessionHours } from './jobs/session-hours.job.js';
import { InvitationsInHand } from './invitations-in-hand.js';
import { LiveMetrics } from './live-metrics.js';
import { RECORDING_REACTION, RecordingSessionStore } from './recording-session.store.js';
import { ConversationStore } from './conversation.store.js';
import { ConversationFacts } from './coverage/conversation-facts.store.js';
import { CoverageWatchStore } from './coverage/coverage-watch.store.js';
import { GapLedger } from './gaps/gap-ledger.store.js';
import { ParticipantRecorders } from './coverage/participant-recorder.store.js';
import { OrderConfirmation } from './order-confirmation.js';
import { RosterReader } from './roster-reader.js';
import { SeatStore } from './seat.store.js';
import { SessionMedia } from './session-media.js';
import { SessionMetrics } from './session-metrics.js';
import { SessionParticipants } from './session-participant.store.js';
import { SessionHourStore } from './statistics/session-hour.store.js';
import { RecorderUptime } from './uptime/recorder-uptime.store.js';

/** What the relay must know of this context: every command that its events leave behind. */
export const recordingDurableCommands = [
  AnswerIncomingCall,
  SendAnswer,
  SendRejection,
  SendRedirect,
  ConfirmAnswer,
  ConfirmEstablished,
  ReportRecordingStatus,
  KeepMedia,
  AskMediaHost,
  KeepCallAlive,
  HangUpWhenAlone,
  EndPause,
  ReconcileMedia,
  DeleteCall,
  ReleaseCall,
];

/** A call is looked after this soon after its answer, and every keep-alive interval from then on. */
const FIRST_KEEP_ALIVE_SECONDS = 60;

@Module({
  imports: [MediaHostsModule],
  providers: [
    RecordingSessionStore,
    InvitationsInHand,
    ConversationStore,
    SeatStore,
    ParticipantRecorders,
    ConversationFacts,
    CoverageWatchStore,
    GapLedger,
    SessionHourStore,
    SessionParticipants,
    RecorderUptime,
    SessionMedia,
    SessionMetrics,
    LiveMetrics,
    RosterReader,
    OrderConfirmation,
    MediaHostWatch,
    KeepAliveWatch,
    EstablishedWatch,
    CoverageWatch,
    GapLedgerJob,
    HistoryWeeks,
    SessionHours,
    LivePeaks,
    {
      provide: RECORDING_REACTION,
      useFactory: ({ calls }: Config) =>
        recordingReactions({ firstKeepAliveMs: 1000 * Math.min(FIRST_KEEP_ALIVE_SECONDS, calls.keepAliveSeconds) }),
      inject: [Config],
    },
    NoteIncomingCallHandler,
    NoteCallUpdateHandler,
    NoteRosterHandler,
    NoteContentSharingHandler,
    NoteParticipantLeftHandler,
    AdmitParticipantHandler,
    NoteMediaReportHandler,
    LogNotificationHandler,
    NoteUptimeHandler,
    TakeUpOpenCallsHandler,
    AnswerIncomingCallHandler,
    SendAnswerHandler,
    SendRejectionHandler,
    SendRedirectHandler,
    ConfirmAnswerHandler,
    ConfirmEstablishedHandler,
    ReportRecordingStatusHandler,
    KeepMediaHandler,
    ReconcileMediaHandler,
    AskMediaHostHandler,
    KeepCallAliveHandler,
    HangUpWhenAloneHandler,
    PauseRecordingHandler,
    ResumeRecordingHandler,
    EndPauseHandler,
    StopRecordingHandler,
    HangUpHandler,
    DeleteCallHandler,
    ReleaseCallHandler,
    FindSessionHandler,
    ListSessionsHandler,
    GetDecidedCallHandler,
    GetSessionHandler,
    GetTimelineHandler,
    ListNotificationsHandler,
    ListParticipantsHandler,
    ListConversationsHandler,
    GetConversationHandler,
    GetCoverageHandler,
    ListGapsHandler,
    ExplainGapHandler,
    GetStatisticsHandler,
    GetCapacityHandler,
    ExplainCallHandler,
  ],
})
export class RecordingModule implements OnApplicationBootstrap {
  constructor(
    private readonly commands: CommandBus,
    private readonly jobs: Jobs,
    private readonly mediaHostWatch: MediaHostWatch,
    private readonly keepAliveWatch: KeepAliveWatch,
    private readonly establishedWatch: EstablishedWatch,
    private readonly coverageWatch: CoverageWatch,
    private readonly gapLedger: GapLedgerJob,
    private readonly historyWeeks: HistoryWeeks,
    private readonly sessionHours: SessionHours,
    private readonly livePeaks: LivePeaks,
    private readonly log: Log,
  ) {}

  /** The calls that were open when the last replica stopped are still up at Teams. */
  async onApplicationBootstrap(): Promise<void> {
    const takenUp = await patiently(() => this.commands.execute(new TakeUpOpenCalls()), this.log);
    this.jobs.every(MEDIA_HOST_WATCH_SECONDS, this.mediaHostWatch);
    this.jobs.every(KEEP_ALIVE_WATCH_SECONDS, this.keepAliveWatch);
    this.jobs.every(ESTABLISHED_WATCH_SECONDS, this.establishedWatch);
    this.jobs.every(COVERAGE_WATCH_SECONDS, this.coverageWatch);
    this.jobs.every(GAP_LEDGER_SECONDS, this.gapLedger);
    this.jobs.every(HISTORY_WEEKS_SECONDS, this.historyWeeks);
    this.jobs.every(SESSION_HOURS_SECONDS, this.sessionHours);
    this.jobs.every(LIVE_PEAKS_SECONDS, this.livePeaks);
    if (takenUp > 0) this.log.info('open calls are taken up again', { calls: takenUp });
  }
}
