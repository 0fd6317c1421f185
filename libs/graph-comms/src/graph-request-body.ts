import type { RecordingStatus, RejectReason } from './call-state.js';
import type { AnswerRequest, MediaConfig, RedirectTarget } from './graph-comms.client.js';

/** The bodies that Graph gets, member by member as its pages print them (protocol §7.2 to §7.5). */

export function answerBody(request: AnswerRequest): object {
  return {
    callbackUri: request.callbackUri,
    acceptedModalities: request.acceptedModalities,
    mediaConfig: mediaConfigBody(request.mediaConfig),
    callOptions: {
      '@odata.type': '#microsoft.graph.incomingCallOptions',
      isContentSharingNotificationEnabled: request.contentSharingNotifications,
      // A known defect loses entries of delta rosters for people with several endpoints (protocol §16 C20).
      isDeltaRosterEnabled: false,
    },
    ...(request.participantCapacity === null ? {} : { participantCapacity: request.participantCapacity }),
  };
}

function mediaConfigBody(config: MediaConfig): object {
  switch (config.kind) {
    case 'appHosted':
      return { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: config.blob };
    case 'serviceHosted':
      return {
        '@odata.type': '#microsoft.graph.serviceHostedMediaConfig',
        preFetchMedia: config.preFetchMedia.map(({ uri, resourceId }) => (resourceId ? { uri, resourceId } : { uri })),
      };
  }
}

export function rejectBody(request: { reason: RejectReason; callbackUri: string }): object {
  return { reason: request.reason, callbackUri: request.callbackUri };
}

export function redirectBody(request: {
  targets: RedirectTarget[];
  timeoutSeconds: number | null;
  callbackUri: string;
}): object {
  return {
    targets: request.targets.map((target) => ({
      '@odata.type': '#microsoft.graph.invitationParticipantInfo',
      identity: { '@odata.type': '#microsoft.graph.identitySet', ...identityOf(target) },
    })),
    ...(request.timeoutSeconds === null ? {} : { timeout: request.timeoutSeconds }),
    callbackUri: request.callbackUri,
  };
}

function identityOf(target: RedirectTarget): object {
  if ('userId' in target) return { user: identity(target.userId) };
  if ('phoneNumber' in target) return { phone: identity(target.phoneNumber) };
  return { applicationInstance: identity(target.applicationInstanceId) };
}

function identity(id: string): object {
  return { '@odata.type': '#microsoft.graph.identity', id };
}

export function updateRecordingStatusBody(request: { status: RecordingStatus; clientContext: string }): object {
  return { clientContext: request.clientContext, status: request.status };
}
