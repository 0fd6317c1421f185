import type { CallState, Identity, RecorderRef, RecordingStatus } from '@app/graph-comms';
import type { Decision } from '@app/policies';
import type { EndReason, Missed, Witnessed } from './recording.events.js';
import type { OtherSideUser } from './session-record.js';

/** A recording session as others may see it: no call key, no permit, no media session id - who knows those may act. */
export interface SessionView {
  id: string;
  callId: string;
  callChainId: string | null;
  tenantId: string;
  conversationId: string | null;
  lane: number;
  spilledFrom: string | null;
  kind: 'policyRecording' | 'direct';
  policyIdentifier: string | null;
  policyName: string | null;
  observedParticipantId: string | null;
  observedUserId: string | null;
  participationMethod: string | null;
  onBehalfOf: Identity | null;
  otherSideUser: OtherSideUser | null;
  inviteReasons: string[];
  pairedRecorders: RecorderRef[];
  otherRecorders: RecorderRef[];
  direction: 'incoming' | 'outgoing';
  callState: CallState;
  recordingStatus: RecordingStatus;
  standingOrder: 'paused' | 'stopped' | 'hungUp' | null;
  pausedUntil: string | null;
  decision: Pick<Decision, 'action' | 'reason' | 'ruleId' | 'ruleVersion'> | null;
  response: 'answered' | 'rejected' | 'redirected' | 'missed' | null;
  missed: Missed | null;
  flags: string[];
  participantCapacity: number | null;
  participantCount: number;
  mediaHostId: string | null;
  mediaKind: 'appHosted' | 'serviceHosted' | null;
  mediaHostedRegion: string | null;
  receivedAt: string;
  respondedAt: string | null;
  /** From the invitation to our response. */
  responseMs: number | null;
  establishedAt: string | null;
  recordingStartedAt: string | null;
  recordingStoppedAt: string | null;
  endedAt: string | null;
  endReason: (Pick<EndReason, 'by' | 'code' | 'subcode' | 'message'> & { witnesses: Witnessed[] }) | null;
  contentSharing: boolean;
}

/** What SESSION_COLUMNS reads: a view whose times are dates and whose jsonb has not been narrowed. */
export type SessionRow = Omit<SessionView, keyof SessionTimes | 'responseMs'> &
  SessionTimes & { /** Microseconds since 1970: the column is finer than a JavaScript date. */ position: string };

interface SessionTimes {
  receivedAt: Date;
  respondedAt: Date | null;
  establishedAt: Date | null;
  recordingStartedAt: Date | null;
  recordingStoppedAt: Date | null;
  endedAt: Date | null;
  pausedUntil: Date | null;
}

export const SESSION_COLUMNS = `
  session_id AS id, call_id AS "callId", call_chain_id AS "callChainId", tenant_id AS "tenantId",
  conversation_id AS "conversationId", lane, spilled_from AS "spilledFrom", kind,
  policy_identifier AS "policyIdentifier", policy_name AS "policyName",
  observed_participant_id AS "observedParticipantId", observed_user_id AS "observedUserId",
  participation_method AS "participationMethod", on_behalf_of AS "onBehalfOf", other_side_user AS "otherSideUser",
  invite_reasons AS "inviteReasons", paired_recorders AS "pairedRecorders", other_recorders AS "otherRecorders",
  direction, call_state AS "callState", recording_status AS "recordingStatus", standing_order AS "standingOrder",
  paused_until AS "pausedUntil", decision, response, missed, flags,
  participant_capacity AS "participantCapacity", participant_count AS "participantCount",
  media_host_id AS "mediaHostId", media_kind AS "mediaKind", media_hosted_region AS "mediaHostedRegion",
  received_at AS "receivedAt", responded_at AS "respondedAt", established_at AS "establishedAt",
  recording_started_at AS "recordingStartedAt", recording_stopped_at AS "recordingStoppedAt", ended_at AS "endedAt",
  end_reason AS "endReason", content_sharing AS "contentSharing",
  (extract(epoch FROM received_at) * 1000000)::bigint::text AS position`;

export function sessionView({ position: _position, decision, endReason, ...row }: SessionRow): SessionView {
  return {
    ...row,
    decision: decision && decisionView(decision),
    endReason: endReason && endReasonView(endReason),
    receivedAt: row.receivedAt.toISOString(),
    respondedAt: utc(row.respondedAt),
    responseMs: row.respondedAt && row.respondedAt.getTime() - row.receivedAt.getTime(),
    establishedAt: utc(row.establishedAt),
    recordingStartedAt: utc(row.recordingStartedAt),
    recordingStoppedAt: utc(row.recordingStoppedAt),
    endedAt: utc(row.endedAt),
    pausedUntil: utc(row.pausedUntil),
  };
}

/** The stored decision also holds targets, which may be phone numbers. An earlier release stored no version. */
function decisionView({ action, reason, ruleId, ruleVersion = null }: NonNullable<SessionView['decision']>) {
  return { action, reason, ruleId, ruleVersion };
}

function endReasonView({ by, code, subcode, message, witnesses = [] }: EndReason) {
  return { by, witnesses: [...witnesses], code, subcode, message };
}

/** RFC 3339, UTC, milliseconds. */
export function utc(time: Date | null): string | null {
  return time && time.toISOString();
}
