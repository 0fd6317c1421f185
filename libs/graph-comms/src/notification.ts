import type { CallState, Modality } from './call-state.js';

/** Who an identitySet names. Display names are dropped at the edge: nothing of ours needs them (§15.6). */
export interface Identity {
  kind:
    | 'user'
    | 'application'
    | 'applicationInstance'
    | 'guest'
    | 'phone'
    | 'device'
    | 'encrypted'
    | 'onPremises'
    | 'azureCommunicationServicesUser'
    | 'assertedIdentity';
  /** Lower case when it is a GUID, as received otherwise (MRIs, phone numbers). */
  id: string | null;
  tenantId: string | null;
}

/** participantInfo and invitationParticipantInfo (§9.2). */
export interface ParticipantInfo {
  /** Wire `id`, metadata `participantId`. */
  participantId: string | null;
  identity: Identity | null;
  endpointType: string | null;
  region: string | null;
  languageId: string | null;
  countryCode: string | null;
}

/** A person of botData (§10): `id` is the id without its MRI prefix when that is a user. */
export interface BotDataUser {
  id: string | null;
  participantId: string | null;
  tenantId: string | null;
  participationMethod: string | null;
  clientLocation: string | null;
  policyHolderId: string | null;
  policyHolderTenantId: string | null;
  onBehalfOfId: string | null;
}

export interface RecorderRef {
  id: string | null;
  participantId: string | null;
}

/** applicationMetadata.botData (§10); every member is optional on the wire. */
export interface BotData {
  callId: string | null;
  mediaHostedRegion: string | null;
  user: BotDataUser | null;
  otherSideUser: BotDataUser | null;
  inviteReasons: string[];
  /** Verbatim, the key of policies (§10.4). */
  policyIdentifier: string | null;
  /** What follows `…=Tenant:` in it, for people to read; the whole text when it has no such form. */
  policyName: string | null;
  pairedRecorders: RecorderRef[];
  otherRecorders: RecorderRef[];
  isMultiParty: boolean | null;
}

export interface ChatInfo {
  threadId: string | null;
  messageId: string | null;
  replyChainMessageId: string | null;
}

/** The join token is a secret and is not read (§9.7, §15.6). */
export interface MeetingInfo {
  kind: 'token' | 'organizer' | 'joinMeetingId' | 'unknown';
  organizer: Identity | null;
  allowConversationWithoutHost: boolean | null;
}

export interface CallRoute {
  routingType: string | null;
  original: Identity | null;
  final: Identity | null;
}

export interface ResultInfo {
  code: number | null;
  subcode: number | null;
  message: string | null;
}

/** What a call entity told us, in full or in part (§4.2, §4.4, §9.1). Null: not in this notification. */
export interface CallInfo {
  tenantId: string | null;
  callChainId: string | null;
  direction: 'incoming' | 'outgoing' | null;
  state: CallState | null;
  source: ParticipantInfo | null;
  /** `encrypted` or `missing`: the tenant has consented to none of the permissions that show it (§12.4). */
  sourceVisibility: 'readable' | 'encrypted' | 'missing';
  targets: ParticipantInfo[];
  /** Our resource account, from targets[0] (§4.2). */
  applicationInstanceId: string | null;
  myParticipantId: string | null;
  observedParticipantId: string | null;
  sourceParticipantId: string | null;
  onBehalfOf: Identity | null;
  transferor: Identity | null;
  requestedModalities: Modality[];
  callRoutes: CallRoute[];
  chatInfo: ChatInfo | null;
  meetingInfo: MeetingInfo | null;
  mediaHostedRegion: string | null;
  botData: BotData | null;
  resultInfo: ResultInfo | null;
  terminationReason: string | null;
  mediaStateAudio: string | null;
  /** Of a tone only its number is read; terms forbid keeping the digit (§4.10). */
  toneSequenceId: number | null;
  /** §10.2: a policy invite, by observed participant or invite reason. */
  isPolicyRecording: boolean;
  /** The two signs of §10.2 disagree: recorded all the same, and told. */
  inviteSignsDisagree: boolean;
}

/** One entry of a roster (§9.5). */
export interface RosterEntry {
  participantId: string;
  identity: Identity | null;
  isInLobby: boolean;
  isMuted: boolean;
  /** Delta rosters only: this participant has gone. */
  removed: boolean;
  recordingStatus: string | null;
  mediaStreams: { mediaType: string; sourceId: string | null; direction: string | null; label: string | null }[];
}

interface OfCall {
  /** Normalised for lookup: lower case, hyphens put back (§1.3). */
  callId: string;
  /** As received, for outbound URLs. */
  graphCallId: string;
}

export type CommsNotification =
  | ({ kind: 'incomingCall'; call: CallInfo } & OfCall)
  | ({ kind: 'callUpdated'; deleted: boolean; call: CallInfo } & OfCall)
  | ({
      kind: 'roster';
      delta: boolean;
      /** deltaParticipants.sequenceNumber, else the greatest rosterSequenceNumber of the entries; decimal text. */
      sequenceNumber: string | null;
      participants: RosterEntry[];
    } & OfCall)
  | {
      kind: 'participantJoining';
      /** Of the path: the existing call if Graph's reading is ours (§6.3). */
      callId: string | null;
      graphCallId: string | null;
      /** The participant's key, and the id that a left notification will carry. */
      participantId: string | null;
      /** Of the nested call object, which describes the joining and is not the existing call. */
      joiningCallId: string | null;
      call: CallInfo;
    }
  | {
      kind: 'participantLeft';
      callId: string | null;
      graphCallId: string | null;
      participantId: string | null;
      /** Of the nested call object, as in the joining that is over. Not documented: it may be of the call itself. */
      joiningCallId: string | null;
      resultInfo: ResultInfo | null;
    }
  | ({ kind: 'contentSharing'; contentSharingSessionId: string; started: boolean } & OfCall)
  | ({
      kind: 'operation';
      operationId: string | null;
      /** e.g. `updateRecordingStatusOperation`. */
      operationType: string | null;
      status: string | null;
      clientContext: string | null;
      resultInfo: ResultInfo | null;
    } & OfCall)
  | { kind: 'unsupported'; reason: string; resourceUrl: string | null };

/** What a request body turned out to be. */
export type NotificationBody =
  | { kind: 'notifications'; items: CommsNotification[] }
  /** More than anybody would take one by one: none of them was read. */
  | { kind: 'tooMany'; count: number }
  /** The old Skype schema: answer 204 and Teams sends the Graph form (§4.11). */
  | { kind: 'legacyInvite' }
  /** Valid JSON that no calling notification looks like. */
  | { kind: 'foreign'; reason: string };
