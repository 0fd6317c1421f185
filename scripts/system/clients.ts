import type { z } from 'zod';
import type { Conversation, MediaHostPage, policyBody, Session, SessionPage, TimelinePage } from '@app/contracts';
import { Refused } from './refused.js';

export type HostOrder = 'drain' | 'resume';

interface Step {
  at: string;
  afterMs: number;
  text: string;
}

export interface Run {
  runId: string;
  scenario: string;
  state: 'playing' | 'played' | 'failed';
  failure: string | null;
  callIds: string[];
  steps: Step[];
}

export interface ScenarioNote {
  name: string;
  title: string;
  explain: string[];
}

/** The simulator's control API: plays stories, and issues the tokens that Entra would. */
export class SimulatorControl {
  constructor(private readonly url: string) {}

  async scenarios(): Promise<ScenarioNote[]> {
    return (await json<{ items: ScenarioNote[] }>(`${this.url}/control/scenarios`)).items;
  }

  async play(scenario: string): Promise<string> {
    const path = `${this.url}/control/scenarios/${encodeURIComponent(scenario)}`;
    return (await json<{ runId: string }>(path, { method: 'POST', ...jsonBody({}) })).runId;
  }

  run(runId: string): Promise<Run> {
    return json<Run>(`${this.url}/control/runs/${runId}`);
  }

  /** An access token with app roles of the recorder, for as long as somebody may want to try the printed line; of the home tenant unless said. */
  async token(roles: string[], tenantId?: string): Promise<string> {
    const request = { method: 'POST', ...jsonBody({ roles, tenantId, expiresIn: 24 * 3_600 }) };
    return (await json<{ token: string }>(`${this.url}/control/tokens`, request)).token;
  }
}

/** The recorder's admin API, as anybody's program would use it. */
export class AdminApi {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async sessionOf(callId: string): Promise<Session | undefined> {
    return (await this.get<SessionPage>(`sessions?callId=${encodeURIComponent(callId)}`)).items[0];
  }

  /** The first thousand events, which is more than three hundred participants make. */
  timeline(sessionId: string): Promise<TimelinePage> {
    return this.get(`sessions/${sessionId}/timeline?limit=1000`);
  }

  conversation(conversationId: string): Promise<Conversation> {
    return this.get(`conversations/${conversationId}`);
  }

  mediaHosts(): Promise<MediaHostPage> {
    return this.get('media-hosts');
  }

  /** @throws Refused when the recorder does not do it */
  async order(hostId: string, order: HostOrder): Promise<void> {
    await this.ask(`media-hosts/${encodeURIComponent(hostId)}/${order}`, 'POST');
  }

  /** @throws Refused when the recorder does not take it */
  async putPolicy(policyId: string, policy: z.input<typeof policyBody>): Promise<void> {
    await this.ask(`policies/${encodeURIComponent(policyId)}`, 'PUT', policy);
  }

  private async get<Reply>(path: string): Promise<Reply> {
    return (await (await this.ask(path)).json()) as Reply;
  }

  private ask(path: string, method = 'GET', body?: object): Promise<Response> {
    const { headers = {}, ...rest } = body ? jsonBody(body) : {};
    const request = { method, headers: { ...headers, authorization: `Bearer ${this.token}` }, ...rest };
    return answered(`${this.url}/admin/v1/${path}`, request);
  }
}

function jsonBody(body: object): { body: string; headers: Record<string, string> } {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

async function json<Reply>(url: string, request: RequestInit = {}): Promise<Reply> {
  return (await (await answered(url, request)).json()) as Reply;
}

async function answered(url: string, request: RequestInit): Promise<Response> {
  const reply = await fetch(url, { ...request, signal: AbortSignal.timeout(10_000) });
  if (reply.ok) return reply;
  throw new Refused(reply.status, `${new URL(url).pathname} was answered with ${reply.status}: ${await reply.text()}`);
}
