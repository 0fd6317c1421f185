import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { mediaAddress } from '../media/blob.js';
import { operationOf, roster } from '../teams/bodies.js';
import type { RecordingStatus } from '../teams/conversation.js';
import { LegLife } from '../teams/leg-life.js';
import { Legs } from '../teams/legs.js';
import type { Answer, Leg } from '../teams/leg.js';
import { RESULTS } from '../teams/results.js';
import { callBody } from './call-body.js';
import { badRequest, callNotFound, GraphRefusal, notComplianceCall } from './graph-refusal.js';
import type { Address } from './verbs.js';

export interface GraphReply {
  status: number;
  body?: object;
  headers?: Readonly<Record<string, string>>;
}

/** What each verb does. Bodies have passed Microsoft's description. Statuses are those of the reference pages (protocol §7.1). */
@Injectable()
export class CallActions {
  constructor(
    private readonly legs: Legs,
    private readonly life: LegLife,
  ) {}

  /** Throws GraphRefusal. */
  perform({ verb, partId }: Address, leg: Leg | undefined, body: Record<string, unknown>): GraphReply {
    // A call that is over is as unknown as one that never was.
    if (!leg || leg.ended) throw callNotFound();
    switch (verb) {
      case 'answer':
        return this.answer(leg, body as unknown as Answer);
      case 'reject':
        return this.reject(leg, body);
      case 'redirect':
        return this.redirect(leg, body);
      case 'updateRecordingStatus':
        return this.updateRecordingStatus(leg, body as { status: RecordingStatus; clientContext?: string });
      case 'keepAlive':
        return this.keepAlive(leg);
      case 'mute':
        return this.mute(leg, true, body);
      case 'unmute':
        return this.mute(leg, false, body);
      case 'playPrompt':
        return this.serviceHosted(leg, 'playPromptOperation', body);
      case 'subscribeToTone':
        return this.serviceHosted(leg, 'subscribeToToneOperation', body);
      case 'changeScreenSharingRole':
        return { status: 202 };
      case 'delete':
        this.life.end(leg, RESULTS.endedByApplication, { announced: true });
        return { status: 204 };
      case 'get':
        return { status: 200, body: callBody(leg) };
      case 'listParticipants':
        return { status: 200, body: { value: this.participants(leg) } };
      case 'getParticipant':
        return { status: 200, body: this.participant(leg, partId) };
      case 'getOperation':
        return { status: 200, body: this.operation(leg, partId) };
    }
  }

  /**
   * A second answer is not documented (protocol §8.5). This desk says that there is no such invitation any more, which is
   * the harder reading for a client: after an unread first reply it must not take 8522 for a lost call.
   */
  private answer(leg: Leg, answer: Answer): GraphReply {
    if (leg.state !== 'incoming') throw callNotFound();
    const { mediaConfig } = answer;
    if (/appHostedMediaConfig$/i.test(mediaConfig['@odata.type']) && !mediaAddress(mediaConfig.blob ?? '')) {
      throw new GraphRefusal(400, '2203', 'Bad Request. DiagCode: 400#2203.@');
    }
    this.life.answered(leg, answer);
    return { status: 202 };
  }

  private reject(leg: Leg, { reason, callbackUri }: { reason?: string; callbackUri?: string }): GraphReply {
    // "Does not end a call that has been answered" (page "call: reject"); what it says instead is not documented.
    if (leg.state !== 'incoming') throw badRequest('The call has been answered already.');
    this.life.rejected(leg, reason ?? 'none', callbackUri);
    return { status: 202 };
  }

  private redirect(leg: Leg, { callbackUri }: { callbackUri?: string }): GraphReply {
    if (leg.state !== 'incoming') throw badRequest('The call has been answered already.');
    leg.finalCallbackUri = callbackUri ?? leg.finalCallbackUri;
    leg.state = 'redirecting';
    leg.changed();
    this.life.end(leg, RESULTS.redirected);
    return { status: 202 };
  }

  /** Before the leg is established an error is expected, though no page says which (protocol §7.5). */
  private updateRecordingStatus(leg: Leg, body: { status: RecordingStatus; clientContext?: string }): GraphReply {
    if (leg.plan.kind !== 'policyRecording') throw notComplianceCall();
    if (leg.state !== 'established') throw badRequest('The call is not established.');
    const changed = leg.recordingStatus !== body.status;
    leg.recordingStatus = body.status;
    leg.recordingStatuses.push({ at: Date.now(), status: body.status });
    leg.changed();
    if (changed) this.life.rosterChanged(leg.plan.conversation);
    return this.completed(leg, 'updateRecordingStatusOperation', body.clientContext);
  }

  private keepAlive(leg: Leg): GraphReply {
    leg.keepAlives += 1;
    this.life.keptAlive(leg);
    return { status: 200 };
  }

  private mute(leg: Leg, isMuted: boolean, body: { clientContext?: string }): GraphReply {
    if (leg.state !== 'established') throw badRequest('The call is not established.');
    leg.isMuted = isMuted;
    this.life.rosterChanged(leg.plan.conversation);
    return this.completed(leg, isMuted ? 'muteParticipantOperation' : 'unmuteParticipantOperation', body.clientContext);
  }

  /** Prompts and tones are for media that the service hosts (pages "call: playPrompt", "call: subscribeToTone"). */
  private serviceHosted(leg: Leg, type: string, body: { clientContext?: string }): GraphReply {
    if (leg.state !== 'established') throw badRequest('The call is not established.');
    if (!/serviceHostedMediaConfig$/i.test(leg.answer?.mediaConfig['@odata.type'] ?? '')) {
      throw badRequest('The operation needs service-hosted media.');
    }
    return this.completed(leg, type, body.clientContext);
  }

  private completed(leg: Leg, type: string, clientContext: string | null = null): GraphReply {
    const operation = { id: randomUUID(), type, clientContext };
    leg.operations.set(operation.id, operation);
    return {
      status: 200,
      body: operationOf(operation),
      headers: { location: `/v1.0/communications/calls/${leg.id}/operations/${operation.id}` },
    };
  }

  private participants(leg: Leg) {
    const { conversation } = leg.plan;
    return roster(conversation, this.legs.openIn(conversation)) as { id: string }[];
  }

  private participant(leg: Leg, id: string | null): object {
    const found = this.participants(leg).find((participant) => participant.id === id);
    if (!found) throw new GraphRefusal(404, 'NotFound', 'Participant not found.');
    return found;
  }

  private operation(leg: Leg, id: string | null): object {
    const operation = leg.operations.get(id ?? '');
    if (!operation) throw new GraphRefusal(404, 'NotFound', 'Operation not found.');
    return operationOf(operation);
  }
}
