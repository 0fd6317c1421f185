import type { HttpClient } from '@app/platform';
import { SIMULATOR_URL } from '../system/topology.js';

/** As the simulator reports one invitation; milliseconds since it was due. */
export interface InviteReport {
  callId: string;
  sentMs: number;
  acceptedMs: number | null;
  answerMs: number | null;
  answerStatus: number | null;
}

export interface LegView {
  callId: string;
  state: string;
  recordingStatus: string;
  callbackUri: string | null;
}

const ADOPTED_AT_ONCE = 1_000;

/** What a load run asks of the simulator's control API. */
export class LoadControl {
  constructor(private readonly http: HttpClient) {}

  /** Resolves when the last call has ended. */
  async invites(request: { count: number; perSecond: number; seed: string }): Promise<InviteReport[]> {
    const patience = (request.count / request.perSecond) * 1_000 + 120_000;
    return (await this.post<{ invites: InviteReport[] }>('invites', request, patience)).invites;
  }

  /** A call that lasts until it is ended. */
  invite(request: { seed: string; media: 'none' | 'speech' }): Promise<{ callId: string; participantId: string }> {
    return this.post('invite', request);
  }

  /** Makes Graph know calls that are on record as up. */
  async adopt(calls: readonly { callId: string; participantId: string; callbackUri: string }[]): Promise<void> {
    for (let first = 0; first < calls.length; first += ADOPTED_AT_ONCE) {
      await this.post('adopt', { calls: calls.slice(first, first + ADOPTED_AT_ONCE) });
    }
  }

  async call(callId: string): Promise<LegView> {
    return this.ask('GET', `calls/${callId}`);
  }

  async end(callId: string): Promise<void> {
    await this.post(`calls/${callId}/end`, {});
  }

  /** What Teams' requests are signed with. */
  async platformToken(): Promise<string> {
    return (await this.post<{ token: string }>('platform-tokens', {})).token;
  }

  private post<Reply>(path: string, body: object, timeoutMs?: number): Promise<Reply> {
    return this.ask('POST', path, JSON.stringify(body), timeoutMs);
  }

  private async ask<Reply>(method: 'GET' | 'POST', path: string, body?: string, timeoutMs = 10_000): Promise<Reply> {
    const url = `${SIMULATOR_URL}/control/${path}`;
    const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
    const { status, text } = await this.http.request({ method, url, headers, body, timeoutMs });
    if (status >= 300) throw new Error(`${method} /control/${path} was answered with ${status}: ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as Reply;
  }
}
