import type { Lease } from '@app/platform';
import type { Modality, RecordingStatus, RejectReason } from './call-state.js';
import type { CallInfo, ResultInfo, RosterEntry } from './notification.js';

/** The call a request is about. The tenant chooses the token (§12.3). */
export interface CallRef {
  tenantId: string;
  /** As Graph spelt it. */
  graphCallId: string;
  /** Sent as Scenario-Id. */
  callChainId: string | null;
  /** Of the command for which Graph is asked: confirmed before every request. */
  lease: Lease;
}

export interface MediaPrompt {
  uri: string;
  resourceId: string | null;
}

export type MediaConfig =
  | { kind: 'appHosted'; /** Opaque, passed on byte for byte (§14.3). */ blob: string }
  | { kind: 'serviceHosted'; preFetchMedia: MediaPrompt[] };

/** §7.2 */
export interface AnswerRequest {
  callbackUri: string;
  acceptedModalities: Modality[];
  mediaConfig: MediaConfig;
  participantCapacity: number | null;
  contentSharingNotifications: boolean;
}

/** What Graph's reply identifies itself by; support asks for these (§7). */
export interface GraphReply {
  status: number;
  requestId: string | null;
  clientRequestId: string;
  /** Milliseconds from sending to the reply. */
  durationMs: number;
  /** How often it was sent, retries included. */
  attempts: number;
}

export interface Operation {
  operationId: string | null;
  status: 'notStarted' | 'running' | 'completed' | 'failed' | 'unknown';
  resultInfo: ResultInfo | null;
}

/** One target of a redirect: exactly one of the two. */
export type RedirectTarget = { userId: string } | { applicationInstanceId: string } | { phoneNumber: string };

/**
 * What we ask of Graph: one method per verb (§7). Every method throws GraphRequestFailed when there was no 2xx, retries
 * only as §8.5 allows, and never past `deadline`.
 */
export abstract class GraphCommsClient {
  /** `mayRepeat` is asked before the answer is sent again: once Teams has set the call up, it need not be. */
  abstract answer(
    call: CallRef,
    request: AnswerRequest,
    deadline: Date,
    mayRepeat?: () => Promise<boolean>,
  ): Promise<GraphReply>;
  abstract reject(
    call: CallRef,
    request: { reason: RejectReason; callbackUri: string },
    deadline: Date,
  ): Promise<GraphReply>;
  abstract redirect(
    call: CallRef,
    request: { targets: RedirectTarget[]; timeoutSeconds: number | null; callbackUri: string },
    deadline: Date,
  ): Promise<GraphReply>;
  /** The caller decides whether the operation's result is success. Every send has a `clientContext` of its own (§7.5). */
  abstract updateRecordingStatus(
    call: CallRef,
    status: RecordingStatus,
    deadline: Date,
  ): Promise<GraphReply & { operation: Operation }>;
  abstract getOperation(call: CallRef, operationId: string, deadline: Date): Promise<Operation>;
  /** What Graph knows of a call; what it does not say is null (§9.1). */
  abstract getCall(call: CallRef, deadline: Date): Promise<CallInfo>;
  abstract keepAlive(call: CallRef, deadline: Date): Promise<GraphReply>;
  /** A call that is gone already counts as deleted (§7.7): `status` is then Graph's, e.g. 404. */
  abstract deleteCall(call: CallRef, deadline: Date): Promise<GraphReply>;
  abstract listParticipants(
    call: CallRef,
    deadline: Date,
  ): Promise<{ participants: RosterEntry[]; sequenceNumber: string | null }>;
}
