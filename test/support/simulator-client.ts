import { ask } from './http-json.js';
import { MeetingsClient } from './meetings-client.js';

/** A call as Teams sees it. Times are RFC 3339. */
export interface TeamsCall {
  callId: string;
  callChainId: string;
  applicationInstanceId: string;
  /** 1 for the second of twin invitations. */
  lane: 0 | 1;
  state: string;
  invitedAt: string;
  answerSeenAt: string | null;
  answeredAt: string | null;
  answeredAfterMs: number | null;
  answerStatus: number | null;
  establishedAt: string | null;
  endedAt: string | null;
  result: { code: number; subcode: number; message: string } | null;
  rejectReason: string | null;
  recordingStatus: string;
  callbackUri: string | null;
  /** `host:port` that the answer's blob names. */
  mediaAddress: string | null;
  mediaKind: string | null;
  participantCapacity: number | null;
  handledParticipants: string[];
  keepAlives: number;
}

export interface TranscriptEntry {
  sequence: number;
  at: string;
  direction: 'toGraph' | 'toEntra' | 'toRecorder';
  verb: string;
  callId?: string;
  status: number | null;
  durationMs: number;
  /** Where a notification was posted to. */
  url?: string;
  schemaViolation?: string;
  mishap?: string;
  body?: unknown;
  answer?: unknown;
}

export interface GraphFault {
  verb: string;
  status?: number;
  code?: string;
  retryAfterSeconds?: number;
  latencyMs?: number;
  replyDelayMs?: number;
  times?: number;
}

export interface NotificationFault {
  kind: string;
  effect: 'lose' | 'repeat' | 'delay' | 'reorder';
  delayMs?: number;
  probability?: number;
}

export interface Faults {
  seed?: number;
  graph?: GraphFault[];
  notifications?: NotificationFault[];
}

export interface Wish {
  kind?: 'policyRecording' | 'direct';
  fixture?: string;
  media?: 'speech' | 'connect' | 'none' | 'unreachable';
  policyIdentifier?: string;
  establishedFirst?: boolean;
  seed?: number;
  faults?: Faults;
  /** Merged into the invitation's call. */
  call?: object;
}

export interface Run {
  state: 'playing' | 'played' | 'failed';
  failure: string | null;
  callIds: string[];
  steps: { text: string }[];
}

/** The desk at which Teams, Graph and Entra are simulated, by its control API. */
export class SimulatorClient {
  readonly meetings: MeetingsClient;

  constructor(readonly url: string) {
    this.meetings = new MeetingsClient(url);
  }

  /** Invites the recorder; resolves when its webhook has replied, with that status. */
  invite(wish: Wish = {}): Promise<{ callId: string; participantId: string; status: number | null }> {
    return this.post('invite', wish);
  }

  call(callId: string): Promise<TeamsCall> {
    return ask('GET', `${this.url}/control/calls/${callId}`);
  }

  join(callId: string, seed: number): Promise<{ participantId: string; callId: string | null; sameLeg: boolean }> {
    return this.post(`calls/${callId}/join`, { seed });
  }

  leave(callId: string, participantId: string): Promise<unknown> {
    return this.post(`calls/${callId}/leave/${participantId}`);
  }

  cutMedia(callId: string): Promise<unknown> {
    return this.post(`calls/${callId}/cut-media`);
  }

  end(callId: string): Promise<unknown> {
    return this.post(`calls/${callId}/end`, {});
  }

  /** For every call, until the next plan. */
  faults(plan: Faults): Promise<unknown> {
    return this.post('faults', plan);
  }

  async transcript(callId?: string): Promise<TranscriptEntry[]> {
    const query = callId ? `?callId=${callId}` : '';
    return (await ask<{ items: TranscriptEntry[] }>('GET', `${this.url}/control/transcript${query}`)).items;
  }

  /** What Graph was asked for a call, in order. */
  async asked(callId: string, verb?: string): Promise<TranscriptEntry[]> {
    const entries = await this.transcript(callId);
    return entries.filter((entry) => entry.direction === 'toGraph' && (!verb || entry.verb === verb));
  }

  async violations(): Promise<string[]> {
    const { items } = await ask<{ items: TranscriptEntry[] }>('GET', `${this.url}/control/violations`);
    return items.map(({ verb, schemaViolation }) => `${verb}: ${schemaViolation}`);
  }

  /** A token of Entra for somebody else's application. */
  async accessToken(roles: string[]): Promise<string> {
    return (await this.post<{ token: string }>('tokens', { roles })).token;
  }

  /** A token of the calling platform, good unless a flaw is named. */
  async platformToken(wish: { tenantId?: string; flaw?: string } = {}): Promise<string> {
    return (await this.post<{ token: string }>('platform-tokens', wish)).token;
  }

  rotateKeys(retireOld: boolean): Promise<unknown> {
    return this.post('keys/rotate', { retireOld });
  }

  async scenarios(): Promise<string[]> {
    const { items } = await ask<{ items: { name: string }[] }>('GET', `${this.url}/control/scenarios`);
    return items.map(({ name }) => name);
  }

  async play(scenario: string, wish: { seed?: number; overrides?: object } = {}): Promise<string> {
    return (await this.post<{ runId: string }>(`scenarios/${scenario}`, wish)).runId;
  }

  run(runId: string): Promise<Run> {
    return ask('GET', `${this.url}/control/runs/${runId}`);
  }

  private post<T>(path: string, body: object = {}): Promise<T> {
    return ask('POST', `${this.url}/control/${path}`, { body });
  }
}
