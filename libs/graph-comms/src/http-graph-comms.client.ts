import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppTokens, Clock, Config, HttpClient, Log } from '@app/platform';
import { readCall } from './call-info.js';
import type { RecordingStatus, RejectReason } from './call-state.js';
import {
  GraphCommsClient,
  type AnswerRequest,
  type CallRef,
  type GraphReply,
  type GraphVerb,
  type Operation,
  type RedirectTarget,
} from './graph-comms.client.js';
import { GraphRequestFailed } from './graph-comms.errors.js';
import { answerBody, redirectBody, rejectBody, updateRecordingStatusBody } from './graph-request-body.js';
import { GraphRequests, type GraphRequest } from './graph-requests.js';
import { items, member, oneOf, text } from './json-reader.js';
import type { CallInfo, RosterEntry } from './notification.js';
import { readResultInfo } from './result-info.js';
import { readRoster } from './roster-notification.js';

const OPERATION_STATUSES = ['notStarted', 'running', 'completed', 'failed'] as const;
const MOST_PAGES = 50;

/** Graph's calling actions over HTTP, in their short form and under `/communications` (protocol §7, §1.3 rule 1). */
@Injectable()
export class HttpGraphCommsClient extends GraphCommsClient {
  private readonly root: string;
  private readonly requests: GraphRequests;

  constructor(config: Config, http: HttpClient, tokens: AppTokens, clock: Clock, log: Log) {
    super();
    const { url, version } = config.graph;
    this.root = `${url}/${version}`;
    this.requests = new GraphRequests(url, http, tokens, clock, log);
  }

  answer(
    call: CallRef,
    request: AnswerRequest,
    deadline: Date,
    mayRepeat?: () => Promise<boolean>,
  ): Promise<GraphReply> {
    return this.act(call, 'answer', answerBody(request), deadline, mayRepeat);
  }

  reject(call: CallRef, request: { reason: RejectReason; callbackUri: string }, deadline: Date): Promise<GraphReply> {
    return this.act(call, 'reject', rejectBody(request), deadline);
  }

  redirect(
    call: CallRef,
    request: { targets: RedirectTarget[]; timeoutSeconds: number | null; callbackUri: string },
    deadline: Date,
  ): Promise<GraphReply> {
    return this.act(call, 'redirect', redirectBody(request), deadline);
  }

  async updateRecordingStatus(
    call: CallRef,
    status: RecordingStatus,
    deadline: Date,
  ): Promise<GraphReply & { operation: Operation }> {
    const verb = 'updateRecordingStatus';
    const { text, ...reply } = await this.requests.send(
      call,
      {
        verb,
        method: 'POST',
        url: this.url(call, verb),
        // What became of a request without a reply is not known; its repeat goes by a context of its own (protocol §7.5).
        body: () => updateRecordingStatusBody({ status, clientContext: randomUUID() }),
        rule: 'untilDeadline',
        operationOf: readOperation,
      },
      deadline,
    );
    return { ...reply, operation: readOperation(text) };
  }

  async getOperation(call: CallRef, operationId: string, deadline: Date): Promise<Operation> {
    const url = this.url(call, 'operations', operationId);
    const request: GraphRequest = { verb: 'getOperation', method: 'GET', url, rule: 'untilDeadline' };
    const { text } = await this.requests.send(call, { ...request, operationOf: readOperation }, deadline);
    return readOperation(text);
  }

  async getCall(call: CallRef, deadline: Date): Promise<CallInfo> {
    const { text } = await this.read(call, 'getCall', this.url(call), deadline);
    return readCall(parsed(text));
  }

  async keepAlive(call: CallRef, deadline: Date): Promise<GraphReply> {
    const verb = 'keepAlive';
    return withoutText(
      await this.requests.send(
        call,
        { verb, method: 'POST', url: this.url(call, verb), rule: 'untilDeadline' },
        deadline,
      ),
    );
  }

  async deleteCall(call: CallRef, deadline: Date): Promise<GraphReply> {
    try {
      return withoutText(
        await this.requests.send(
          call,
          { verb: 'delete', method: 'DELETE', url: this.url(call), rule: 'untilDeadline' },
          deadline,
        ),
      );
    } catch (error) {
      // Already gone is what was asked for (protocol §7.7).
      if (!(error instanceof GraphRequestFailed) || error.category !== 'gone') throw error;
      const { requestId, clientRequestId, durationMs, attempts } = error.details;
      return { status: error.details.status ?? 404, requestId, clientRequestId, durationMs, attempts };
    }
  }

  async listParticipants(
    call: CallRef,
    deadline: Date,
  ): Promise<{ participants: RosterEntry[]; sequenceNumber: string | null }> {
    const entries: unknown[] = [];
    let url: string | null = this.url(call, 'participants');
    for (let page = 0; url !== null && page < MOST_PAGES; page += 1) {
      const { text: body } = await this.read(call, 'listParticipants', url, deadline);
      const list = parsed(body);
      entries.push(...items(member(list, 'value')));
      url = this.ofGraph(text(list, '@odata.nextLink', 4096));
    }
    const { participants, sequenceNumber } = readRoster(entries);
    return { participants, sequenceNumber };
  }

  private async act(
    call: CallRef,
    verb: GraphVerb,
    body: object,
    deadline: Date,
    mayRepeat?: () => Promise<boolean>,
  ): Promise<GraphReply> {
    const url = this.url(call, verb);
    const request: GraphRequest = { verb, method: 'POST', url, body: () => body, rule: 'once' };
    return withoutText(await this.requests.send(call, { ...request, ...(mayRepeat && { mayRepeat }) }, deadline));
  }

  private read(call: CallRef, verb: GraphVerb, url: string, deadline: Date): Promise<GraphReply & { text: string }> {
    return this.requests.send(call, { verb, method: 'GET', url, rule: 'untilDeadline' }, deadline);
  }

  private url({ graphCallId }: CallRef, ...rest: string[]): string {
    return [`${this.root}/communications/calls`, ...[graphCallId, ...rest].map(encodeURIComponent)].join('/');
  }

  /** A link to elsewhere is not followed: our token would go with it. */
  private ofGraph(link: string | null): string | null {
    return link?.startsWith(`${this.root}/`) ? link : null;
  }
}

function withoutText({ text: _, ...reply }: GraphReply & { text: string }): GraphReply {
  return reply;
}

/** The operation of a reply. One without a body (protocol §7: 204 for all) tells no status, and is not success. */
function readOperation(body: string): Operation {
  const operation = parsed(body);
  return {
    operationId: text(operation, 'id'),
    status: oneOf(text(operation, 'status'), OPERATION_STATUSES) ?? 'unknown',
    resultInfo: readResultInfo(member(operation, 'resultInfo')),
  };
}

function parsed(body: string): unknown {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return null;
  }
}
