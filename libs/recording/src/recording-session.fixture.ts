import type { CallInfo } from '@app/graph-comms';
import type { Decision } from '@app/policies';
import { RecordingSession } from './recording-session.aggregate.js';

export const noon = new Date('2026-01-05T12:00:00.000Z');
export const after = (ms: number) => new Date(noon.getTime() + ms);

/** A call of which little is said. */
export const callInfo: CallInfo = {
  tenantId: 't1',
  callChainId: 'chain',
  direction: 'incoming',
  state: 'incoming',
  source: null,
  sourceVisibility: 'readable',
  targets: [],
  applicationInstanceId: 'instance',
  myParticipantId: 'bot',
  observedParticipantId: 'p1',
  sourceParticipantId: 'p1',
  onBehalfOf: null,
  transferor: null,
  requestedModalities: [],
  callRoutes: [],
  chatInfo: null,
  meetingInfo: null,
  mediaHostedRegion: null,
  botData: null,
  resultInfo: null,
  terminationReason: null,
  mediaStateAudio: null,
  toneSequenceId: null,
  isPolicyRecording: true,
  inviteSignsDisagree: false,
};

export const record: Decision = {
  action: 'record',
  ruleId: 'default',
  ruleVersion: 1,
  reason: 'anyPolicy',
  flags: [],
  mediaKind: 'appHosted',
  modalities: ['audio'],
  participantCapacity: 3,
  contentSharingNotifications: true,
  prefetchPrompts: [],
};

/** A session as its invitation makes it. */
export function invited(overrides: Partial<CallInfo> = {}): RecordingSession {
  return RecordingSession.open({
    callId: 'c1',
    graphCallId: 'C1',
    tenantId: 't1',
    call: { ...callInfo, ...overrides },
    receivedAt: noon,
    spilledFrom: null,
  });
}

/** A session whose answer has left, and nobody knows yet what became of it. */
export function sent(): RecordingSession {
  const session = invited();
  session.decide(record, after(10));
  session.beginAnswer({ mediaHostId: 'h1', mediaSessionId: 'm1', separated: true }, after(20));
  return session;
}

/** A session whose answer Teams has accepted. */
export function answered(): RecordingSession {
  const session = sent();
  session.noteAnswered({ requestId: 'r1', durationMs: 5, attempts: 1 }, after(30));
  return session;
}

/** A session whose recording Graph has confirmed: its permit is open. */
export function recording(): RecordingSession {
  const session = answered();
  session.noteCallState('established', after(100));
  session.noteStatusConfirmed('recording', 'permit-1', after(150));
  return session;
}

export const typesOf = (session: RecordingSession) =>
  session.getUncommittedEvents().map(({ type }) => type.replace('recording.', ''));
