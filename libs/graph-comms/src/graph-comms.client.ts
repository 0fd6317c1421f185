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
  /** Handed every attempt to send something, once it is known what came of it. Must not throw. */
  heard?: (exchange: GraphExchange) => void;
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

export type GraphVerb =
  | 'answer'
  | 'reject'
  | 'redirect'
  | 'updateRecordingStatus'
  | 'getOperation'
  | 'getCall'
  | 'keepAlive'
  | 'delete'
  | 'listParticipants';

/**
 * One attempt to send a request, and what came back. Nothing of it is secret or about a person: no body, no token, no
 * address of ours, and of the path only its form. Kept in the history of calls as it is, so its members are for good.
 */
export interface GraphExchange {
  verb: GraphVerb;
  method: 'GET' | 'POST' | 'DELETE';
  /** As Graph's pages print it, e.g. `/communications/calls/{id}/answer`. */
  path: string;
  /** When it left. */
  sentAt: Date;
  /** Until the reply was read, or was no longer waited for. */
  tookMs: number;
  /** From 1 on: a request that fails may be sent again, under another id. */
  attempt: number;
  /** Null: no reply was read, and `noReply` says why: `timeout`, or the fault of the connection, e.g. `ECONNRESET`. */
  status: number | null;
  noReply: string | null;
  /** How far the operation is that the reply tells of; null: of none. */
  operation: Operation['status'] | null;
  /** Of Graph's error, or of the operation's result: with a 200 it may be a no (protocol §7.5). */
  code: string | null;
  subcode: number | null;
  /** Support asks for both (protocol §7). */
  requestId: string | null;
  clientRequestId: string;
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
