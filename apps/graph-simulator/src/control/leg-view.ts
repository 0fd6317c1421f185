import { mediaAddress } from '../media/blob.js';
import type { Leg } from '../teams/leg.js';

const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** A leg as the control API tells it. */
export function legView(leg: Leg) {
  const address = mediaAddress(leg.answer?.mediaConfig.blob ?? '');
  return {
    callId: leg.id,
    callChainId: leg.callChainId,
    tenantId: leg.tenantId,
    kind: leg.plan.kind,
    applicationInstanceId: leg.plan.applicationInstanceId,
    lane: leg.plan.lane,
    state: leg.state,
    invitedAt: time(leg.invitedAt),
    answerSeenAt: time(leg.answerSeenAt),
    answeredAt: time(leg.answeredAt),
    answeredAfterMs: leg.answeredAt === null ? null : leg.answeredAt - leg.invitedAt,
    answerStatus: leg.answerStatus,
    establishedAt: time(leg.establishedAt),
    endedAt: time(leg.endedAt),
    result: leg.result,
    rejectReason: leg.rejectReason,
    recordingStatus: leg.recordingStatus,
    recordingReportedAt: time(leg.recordingReportedAt),
    callbackUri: leg.answer?.callbackUri ?? null,
    mediaAddress: address && `${address.host}:${address.port}`,
    mediaKind: leg.answer?.mediaConfig['@odata.type'] ?? null,
    participantCapacity: leg.answer?.participantCapacity ?? null,
    handledParticipants: [...leg.handled],
    keepAlives: leg.keepAlives,
    bytesOfSpeech: leg.bytesOfSpeech,
  };
}
