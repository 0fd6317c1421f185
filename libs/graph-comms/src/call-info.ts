import { readBotData } from './bot-data.js';
import { CALL_STATES, MODALITIES } from './call-state.js';
import { readId, readIdentity, readParticipantInfo } from './identity-set.js';
import { flag, integer, isObject, items, member, odataType, oneOf, openEnum, text, texts } from './json-reader.js';
import type { BotData, CallInfo, CallRoute, ChatInfo, Identity, MeetingInfo } from './notification.js';
import { readMessage, readResultInfo } from './result-info.js';

/** A call entity, in full (an invite) or in part (an update): what it does not say is null (protocol §4.2, §9.1). */
export function readCall(call: unknown): CallInfo {
  const source = readParticipantInfo(member(call, 'source'));
  const targets = items(member(call, 'targets')).flatMap((target) => readParticipantInfo(target) ?? []);
  const ours = targets[0]?.identity;
  const context = member(call, 'incomingContext');
  const observedParticipantId = readId(context, 'observedParticipantId');
  const botData = readBotData(member(member(call, 'applicationMetadata'), 'botData'));
  const invitedToRecord = saysRecording(botData);
  return {
    tenantId: readId(call, 'tenantId'),
    callChainId: readId(call, 'callChainId'),
    direction: oneOf(text(call, 'direction'), ['incoming', 'outgoing']),
    state: oneOf(text(call, 'state'), CALL_STATES),
    source,
    sourceVisibility: visibility(source?.identity ?? null),
    targets,
    applicationInstanceId: ours?.kind === 'applicationInstance' ? ours.id : null,
    myParticipantId: readId(call, 'myParticipantId'),
    observedParticipantId,
    sourceParticipantId: readId(context, 'sourceParticipantId'),
    onBehalfOf: readIdentity(member(context, 'onBehalfOf')),
    transferor: readIdentity(member(context, 'transferor')),
    requestedModalities: texts(call, 'requestedModalities').flatMap((modality) => oneOf(modality, MODALITIES) ?? []),
    callRoutes: items(member(call, 'callRoutes')).filter(isObject).map(readRoute),
    chatInfo: readChatInfo(member(call, 'chatInfo')),
    meetingInfo: readMeetingInfo(member(call, 'meetingInfo')),
    mediaHostedRegion: text(call, 'mediaHostedRegion') ?? botData?.mediaHostedRegion ?? null,
    botData,
    resultInfo: readResultInfo(member(call, 'resultInfo')),
    terminationReason: readMessage(member(call, 'terminationReason')),
    mediaStateAudio: openEnum(member(call, 'mediaState'), 'audio', ['active', 'inactive']),
    toneSequenceId: integer(member(call, 'toneInfo'), 'sequenceId'),
    isPolicyRecording: observedParticipantId !== null || invitedToRecord,
    inviteSignsDisagree: (observedParticipantId !== null) !== invitedToRecord,
  };
}

/** The page says PolicyBasedRecording, traffic says ComplianceRecording (protocol §10.2, §16 C5). */
function saysRecording(botData: BotData | null): boolean {
  const reasons = botData?.inviteReasons ?? [];
  return reasons.some((reason) => oneOf(reason, ['ComplianceRecording', 'PolicyBasedRecording']) !== null);
}

function visibility(source: Identity | null): CallInfo['sourceVisibility'] {
  if (source?.kind === 'encrypted') return 'encrypted';
  return source?.id ? 'readable' : 'missing';
}

function readRoute(route: unknown): CallRoute {
  return {
    routingType: openEnum(route, 'routingType', ['forwarded', 'lookup', 'selfFork']),
    original: readIdentity(member(route, 'original')),
    final: readIdentity(member(route, 'final')),
  };
}

function readChatInfo(chatInfo: unknown): ChatInfo | null {
  if (!isObject(chatInfo)) return null;
  return {
    threadId: text(chatInfo, 'threadId'),
    messageId: text(chatInfo, 'messageId'),
    replyChainMessageId: text(chatInfo, 'replyChainMessageId'),
  };
}

/** Its kind by its type, or by the member that only this kind has. Token and passcode are looked at, never read. */
function readMeetingInfo(meetingInfo: unknown): MeetingInfo | null {
  if (!isObject(meetingInfo)) return null;
  const type = odataType(meetingInfo);
  const is = (kindType: string, itsMember: string) =>
    type === null ? member(meetingInfo, itsMember) !== null : type === kindType;
  const kind = is('tokenmeetinginfo', 'token')
    ? 'token'
    : is('organizermeetinginfo', 'organizer')
      ? 'organizer'
      : is('joinmeetingidmeetinginfo', 'joinMeetingId')
        ? 'joinMeetingId'
        : 'unknown';
  return {
    kind,
    organizer: readIdentity(member(meetingInfo, 'organizer')),
    allowConversationWithoutHost: flag(meetingInfo, 'allowConversationWithoutHost'),
  };
}
