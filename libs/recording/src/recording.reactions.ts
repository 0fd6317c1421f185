import type { DurableCommand, Reaction } from '@app/platform';
import { ALONE_MS, HELD_AFTER_MISS_MS } from './call-progress.js';
import { AnswerIncomingCall } from './commands/answer-incoming-call.js';
import { AskMediaHost } from './commands/ask-media-host.js';
import { ConfirmAnswer } from './commands/confirm-answer.js';
import { DeleteCall } from './commands/delete-call.js';
import { EndPause } from './commands/end-pause.js';
import { HangUpWhenAlone } from './commands/hang-up-when-alone.js';
import { KeepCallAlive } from './commands/keep-call-alive.js';
import { KeepMedia } from './commands/keep-media.js';
import { ReconcileMedia } from './commands/reconcile-media.js';
import { ReleaseCall } from './commands/release-call.js';
import { ReportRecordingStatus } from './commands/report-recording-status.js';
import { SendAnswer } from './commands/send-answer.js';
import { SendRedirect } from './commands/send-redirect.js';
import { SendRejection } from './commands/send-rejection.js';
import type { RecordingEvent } from './recording.events.js';

/** A host that is heard again tells what it kept meanwhile (media-host contract). */
const TOLD_WITHIN_MS = 10_000;
/** A call that was refused, redirected or deleted should be gone by then, should Teams not say so. */
const GONE_BY_MS = 30_000;

/**
 * What follows from an event, stored with it and run in this order. Graph forbids keeping media before it was told,
 * and saying that we stopped before we have: so the order within a list matters.
 */
export function recordingReactions(timing: { firstKeepAliveMs: number }): Reaction<RecordingEvent> {
  return (event) => reactTo(event, timing.firstKeepAliveMs);
}

function reactTo(event: RecordingEvent, firstKeepAliveMs: number): DurableCommand[] {
  const { callId, at } = event;
  const after = (ms: number) => new Date(at.getTime() + ms);
  const stopKeeping = (permitId: string | null) =>
    permitId ? [new KeepMedia({ callId, keep: false, permitId, orderedAt: at.toISOString() })] : [];
  const checkOnce = () => [new KeepCallAlive({ callId, dueAt: null, once: at.toISOString() }, after(GONE_BY_MS))];

  switch (event.type) {
    case 'recording.InvitationReceived':
      return [new AnswerIncomingCall({ callId })];
    case 'recording.CallDecided':
      return [respond(event)];
    case 'recording.MediaUnavailable':
      return [new SendRejection({ callId, reason: 'busy' })];
    case 'recording.CallAnswered': {
      const dueAt = after(firstKeepAliveMs);
      return [new KeepCallAlive({ callId, dueAt: dueAt.toISOString(), once: null }, dueAt)];
    }
    case 'recording.CallKeptAlive': {
      const { nextDueAt } = event.data;
      return nextDueAt ? [new KeepCallAlive({ callId, dueAt: nextDueAt, once: null }, new Date(nextDueAt))] : [];
    }
    case 'recording.AnswerUndecided':
      return [new ConfirmAnswer({ callId, code: event.data.code }, new Date(event.data.askAt))];
    case 'recording.CallRejected':
    case 'recording.CallRedirected':
      return [new ReleaseCall({ callId, orderedAt: at.toISOString() }), ...checkOnce()];
    case 'recording.CallDeleted':
      return checkOnce();
    case 'recording.CallDoubted': {
      const { lookAgainAt, askHost } = event.data;
      const keepOn = { callId, keep: true, orderedAt: at.toISOString(), again: true };
      return [
        askHost ? new KeepMedia({ ...keepOn, permitId: askHost }) : new AskMediaHost({ callId }),
        new KeepCallAlive({ callId, dueAt: null, once: lookAgainAt }, new Date(lookAgainAt)),
      ];
    }
    case 'recording.MediaUnneeded':
      return [new ReleaseCall({ callId, orderedAt: at.toISOString() })];
    case 'recording.ResponseMissed': {
      // Of an answer that has left, Teams has the last word, and what it would record must be there then.
      const heldUntil = event.data.stage === 'sent' ? after(HELD_AFTER_MISS_MS) : undefined;
      return [new ReleaseCall({ callId, orderedAt: (heldUntil ?? at).toISOString(), ifMissed: true }, heldUntil)];
    }
    case 'recording.CallStateChanged':
    case 'recording.RecordingRefused':
      return stopKeeping(event.data.permitId);
    case 'recording.MediaReturned':
      return [
        ...stopKeeping(event.data.permitId),
        ...(event.data.report ? [new ReportRecordingStatus({ callId, status: event.data.report })] : []),
        new ReconcileMedia({ callId }, after(TOLD_WITHIN_MS)),
      ];
    case 'recording.CallEstablished':
    case 'recording.CallDoubtRefuted':
    case 'recording.ResumeOrdered':
      return event.data.report ? [new ReportRecordingStatus({ callId, status: event.data.report })] : [];
    case 'recording.RecordingStarted':
      return [new KeepMedia({ callId, keep: true, permitId: event.data.permitId, orderedAt: at.toISOString() })];
    case 'recording.StatusConfirmed':
    case 'recording.MediaLost':
      return [
        ...stopKeeping(event.data.permitId),
        ...(event.data.report ? [new ReportRecordingStatus({ callId, status: event.data.report })] : []),
      ];
    case 'recording.LastPolicyUserLeft':
      return [new HangUpWhenAlone({ callId, aloneSince: at.toISOString() }, after(ALONE_MS))];
    case 'recording.PauseOrdered': {
      const { permitId, until } = event.data;
      return [
        ...stopKeeping(permitId),
        new ReportRecordingStatus({ callId, status: 'notRecording' }),
        new EndPause({ callId, until }, new Date(until)),
      ];
    }
    case 'recording.StopOrdered':
      return [...stopKeeping(event.data.permitId), new ReportRecordingStatus({ callId, status: 'notRecording' })];
    case 'recording.HangUpOrdered':
      return [
        ...stopKeeping(event.data.permitId),
        new ReportRecordingStatus({ callId, status: 'notRecording' }),
        new DeleteCall({ callId }),
      ];
    case 'recording.CallEnded':
      return [
        ...stopKeeping(event.data.permitId),
        new ReleaseCall({ callId, orderedAt: at.toISOString() }),
        ...(event.data.mediaLostSince ? [new ReconcileMedia({ callId }, after(TOLD_WITHIN_MS))] : []),
      ];
    case 'recording.MediaStopped':
      return event.data.afterLoss ? [new ReconcileMedia({ callId })] : [];
    case 'recording.FlagRaised':
    case 'recording.MediaPrepared':
    case 'recording.CallRevived':
    case 'recording.KeepingStarted':
    case 'recording.KeepingStopped':
    case 'recording.FirstMedia':
    case 'recording.MediaReconciled':
    case 'recording.SegmentKept':
    case 'recording.ParticipantAdmitted':
    case 'recording.ParticipantNotAdmitted':
    case 'recording.ParticipantLeft':
    case 'recording.ContentSharingChanged':
    case 'recording.CallReleased':
    case 'recording.CoverageFell':
    case 'recording.GraphAsked':
      return [];
  }
}

function respond({ callId, data }: Extract<RecordingEvent, { type: 'recording.CallDecided' }>): DurableCommand {
  switch (data.action) {
    case 'record':
    case 'answer':
      return new SendAnswer({ callId });
    case 'decline':
      return new SendRejection({ callId, reason: data.rejectReason ?? 'none' });
    case 'redirect':
      return new SendRedirect({ callId });
  }
}
