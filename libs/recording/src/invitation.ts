import { randomBytes, randomUUID } from 'node:crypto';
import type { BotDataUser, CallInfo } from '@app/graph-comms';
import type { OtherSideUser, SessionFlag, SessionRecord } from './session-record.js';

/** An incoming call, as the edge hands it over: parsed, its tenant vouched for by the token. */
export interface Invitation {
  callId: string;
  graphCallId: string;
  tenantId: string;
  call: CallInfo;
  /** When its first byte came in; the five seconds run from here. */
  receivedAt: Date;
  /** When its token was found to be Teams'. */
  verifiedAt?: Date;
  /** The session whose call sent its participant to a bot of their own; null for any other invitation. */
  spilledFrom: string | null;
}

/** Teams waits 5 s for a recorder and 15 s for anybody else; we stop half a second before (protocol §15.1, §16 C1). */
const RESPOND_WITHIN_MS = { policyRecording: 4_500, direct: 14_500 } as const;

/** The fields of a session as an invitation makes them. */
export function sessionOf({ callId, graphCallId, tenantId, call, receivedAt, spilledFrom }: Invitation) {
  const { botData } = call;
  const kind = call.isPolicyRecording ? 'policyRecording' : 'direct';
  return {
    sessionId: randomUUID(),
    callId,
    graphCallId,
    callKey: randomBytes(16).toString('base64url'),
    tenantId,
    conversationId: null,
    lane: 0,
    spilledFrom,
    kind,
    policyIdentifier: botData?.policyIdentifier ?? null,
    policyName: botData?.policyName ?? null,
    policyHolderTenantId: botData?.user?.policyHolderTenantId ?? null,
    applicationInstanceId: call.applicationInstanceId,
    observedParticipantId: observedParticipantOf(call),
    observedUserId: call.isPolicyRecording ? observedUserOf(call) : null,
    myParticipantId: call.myParticipantId,
    participationMethod: botData?.user?.participationMethod ?? null,
    sourceRegion: call.source?.region ?? null,
    onBehalfOf: call.onBehalfOf,
    transferor: call.transferor,
    otherSideUser: otherSideOf(botData?.otherSideUser ?? null),
    callRoutes: call.callRoutes,
    inviteReasons: botData?.inviteReasons ?? [],
    direction: call.direction ?? 'incoming',
    receivedAt,
    respondBy: new Date(receivedAt.getTime() + RESPOND_WITHIN_MS[kind]),
    callChainId: call.callChainId ?? botData?.callId ?? null,
    mediaHostedRegion: call.mediaHostedRegion,
    chatInfo: call.chatInfo,
    pairedRecorders: botData?.pairedRecorders ?? [],
    otherRecorders: botData?.otherRecorders ?? [],
    namesRecorders: Boolean(botData?.pairedRecorders.length || botData?.otherRecorders.length),
    flags: flagsOf(call),
    callState: 'incoming',
    recordingStatus: 'notRecording',
    wantedStatus: null,
    standingOrder: null,
    pausedUntil: null,
    permitId: null,
    permitState: 'closed',
    decision: null,
    response: null,
    answerAttempts: 0,
    missed: null,
    participantCapacity: null,
    participantCount: kind === 'policyRecording' && observedParticipantOf(call) ? 1 : 0,
    aloneSince: null,
    mediaKind: null,
    mediaHostId: null,
    mediaSessionId: null,
    mediaState: 'awaited',
    mediaReportedAt: null,
    firstMediaAt: null,
    contentSharing: false,
    rosterSequenceNumber: null,
    respondedAt: null,
    establishedAt: null,
    recordingStartedAt: null,
    recordingStoppedAt: null,
    checkedAt: null,
    graphGoneSince: null,
    rosterEmptySince: null,
    mediaLostSince: null,
    deletedAt: null,
    endedAt: null,
    endReason: null,
  } satisfies Partial<SessionRecord>;
}

/** The same person wherever both are given (protocol §6.2); an invitation that is known by its reason only has but the source. */
function observedParticipantOf({ isPolicyRecording, observedParticipantId, source }: CallInfo): string | null {
  return observedParticipantId ?? (isPolicyRecording ? (source?.participantId ?? null) : null);
}

/** The policy user: the source of a policy invite, or whom botData calls the policy's holder (protocol §4.2, §10.1). */
function observedUserOf({ source, botData }: CallInfo): string | null {
  const fromSource = source?.identity?.kind === 'user' ? source.identity.id : null;
  return fromSource ?? botData?.user?.policyHolderId?.replace(/^8:orgid:/i, '').toLowerCase() ?? null;
}

function otherSideOf(user: BotDataUser | null): OtherSideUser | null {
  if (!user) return null;
  const { id, participantId, tenantId, participationMethod } = user;
  return { id, participantId, tenantId, participationMethod };
}

function flagsOf({ sourceVisibility, inviteSignsDisagree }: CallInfo): SessionFlag[] {
  const flags: SessionFlag[] = [];
  if (sourceVisibility === 'encrypted') flags.push('sourceEncrypted');
  if (sourceVisibility === 'missing') flags.push('sourceMissing');
  if (inviteSignsDisagree) flags.push('inviteSignsDisagree');
  return flags;
}
