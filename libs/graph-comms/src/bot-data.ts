import { parseMessagingId } from './graph-id.js';
import { readId } from './identity-set.js';
import { flag, isObject, items, member, openEnum, text, texts } from './json-reader.js';
import type { BotData, BotDataUser, RecorderRef } from './notification.js';

/** As the page prints them; the wire has them with a capital (protocol §10.1). */
const PARTICIPATION_METHODS = ['caller', 'callee', 'dialIn'];

/**
 * applicationMetadata.botData, which no page describes: known from the third example of "call: answer" and from posted
 * payloads (protocol §10).
 */
export function readBotData(botData: unknown): BotData | null {
  if (!isObject(botData)) return null;
  const policyIdentifier = text(botData, 'policyIdentifier');
  return {
    callId: readId(botData, 'callId'),
    mediaHostedRegion: text(botData, 'mediaHostedRegion'),
    user: readUser(member(botData, 'user')),
    otherSideUser: readUser(member(botData, 'otherSideUser')),
    inviteReasons: texts(botData, 'inviteReasons'),
    policyIdentifier,
    policyName: policyIdentifier === null ? null : policyName(policyIdentifier),
    pairedRecorders: readRecorders(member(botData, 'pairedRecorders')),
    otherRecorders: readRecorders(member(botData, 'otherRecorders')),
    isMultiParty: flag(botData, 'isMultiParty'),
  };
}

/** `TeamsComplianceRecordingPolicy=Tenant:<name>`: only the name is for people; the key is the whole text (§10.4). */
export function policyName(policyIdentifier: string): string {
  return /^[^=]+=Tenant:(.+)$/is.exec(policyIdentifier)?.[1] ?? policyIdentifier;
}

function readUser(user: unknown): BotDataUser | null {
  if (!isObject(user)) return null;
  return {
    id: readUserId(user, 'id'),
    participantId: readId(user, 'participantId'),
    tenantId: readId(user, 'tenantId'),
    participationMethod: openEnum(user, 'participationMethod', PARTICIPATION_METHODS),
    clientLocation: text(user, 'clientLocation'),
    policyHolderId: readUserId(user, 'policyHolderId'),
    policyHolderTenantId: readId(user, 'policyHolderTenantId'),
    onBehalfOfId: readUserId(member(user, 'onBehalfOf'), 'id'),
  };
}

/** Only users are known by a bare id elsewhere; a phone number or an application keeps its prefix. */
function readUserId(value: unknown, name: string): string | null {
  const raw = text(value, name);
  const parsed = raw === null ? null : parseMessagingId(raw);
  return parsed?.kind === 'user' || parsed?.kind === 'unprefixed' ? parsed.id : raw;
}

function readRecorders(recorders: unknown): RecorderRef[] {
  return items(recorders)
    .filter(isObject)
    .map((recorder) => {
      const raw = text(recorder, 'id');
      const parsed = raw === null ? null : parseMessagingId(raw);
      const id = parsed?.kind === 'application' || parsed?.kind === 'unprefixed' ? parsed.id : raw;
      return { id, participantId: readId(recorder, 'participantId') };
    });
}
