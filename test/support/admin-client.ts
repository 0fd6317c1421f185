import type {
  CoveragePage,
  Explanation,
  Gap,
  GapPage,
  MediaHost,
  MediaHostPage,
  PolicyBody,
  Session,
  SessionDetail,
  SessionPage,
  TimelinePage,
} from '@app/contracts';
import { ask } from './http-json.js';

type Put = Partial<PolicyBody> & Pick<PolicyBody, 'name' | 'match' | 'action'>;

/** What an administrator reads and sets, over REST. */
export class AdminClient {
  constructor(
    private readonly recorderUrl: () => string,
    private readonly token: string,
  ) {}

  /** Throws while there is no such session. */
  async session(callId: string): Promise<Session> {
    const { items } = await this.get<SessionPage>(`sessions?callId=${encodeURIComponent(callId)}`);
    const [session] = items;
    if (!session) throw new Error(`No session for call ${callId}`);
    return session;
  }

  async sessions(query = ''): Promise<Session[]> {
    return (await this.get<SessionPage>(`sessions?limit=100&${query}`)).items;
  }

  /** With what a list leaves out. */
  async detail(callId: string): Promise<SessionDetail> {
    const { id } = await this.session(callId);
    return this.get(`sessions/${id}`);
  }

  /** What happened to a call, oldest first. */
  async timeline(callId: string): Promise<TimelinePage['items']> {
    const { id } = await this.session(callId);
    return (await this.get<TimelinePage>(`sessions/${id}/timeline?limit=1000`)).items;
  }

  /** Types of what happened to a call, oldest first, without their prefix. */
  async story(callId: string): Promise<string[]> {
    return (await this.timeline(callId)).map(({ type }) => type.replace('recording.', ''));
  }

  /** By `callId=…`, or `user=…` and `at=…`. */
  explain(query: string): Promise<Explanation> {
    return this.get(`explain?${query}`);
  }

  /** What nobody kept of a call's conversation, oldest first. */
  async gaps(callId: string): Promise<Gap[]> {
    const { conversationId } = await this.session(callId);
    return (await this.get<GapPage>(`gaps?conversationId=${conversationId}`)).items.reverse();
  }

  async coverage(callId: string): Promise<CoveragePage['items']> {
    const { conversationId } = await this.session(callId);
    return (await this.get<CoveragePage>(`conversations/${conversationId}/coverage`)).items;
  }

  async mediaHost(hostId: string): Promise<MediaHost> {
    const { items } = await this.get<MediaHostPage>('media-hosts');
    const host = items.find((each) => each.hostId === hostId);
    if (!host) throw new Error(`No media host ${hostId}`);
    return host;
  }

  /** Orders `drain` or `resume`. */
  order(hostId: string, what: 'drain' | 'resume'): Promise<unknown> {
    const url = `${this.recorderUrl()}/admin/v1/media-hosts/${hostId}/${what}`;
    return ask('POST', url, { body: {}, token: this.token });
  }

  /** `pause`, `resume`, `stop` or `hang-up`; answered when Teams has confirmed it. */
  async orderSession(callId: string, what: string, body: object): Promise<SessionDetail> {
    const { id } = await this.session(callId);
    return ask('POST', `${this.recorderUrl()}/admin/v1/sessions/${id}/${what}`, { body, token: this.token });
  }

  putPolicy(policyId: string, body: Put): Promise<unknown> {
    return ask('PUT', `${this.recorderUrl()}/admin/v1/policies/${policyId}`, { body, token: this.token });
  }

  /** To a media host: `drain` or `resume`. */
  orderMediaHost(hostId: string, order: string): Promise<unknown> {
    return ask('POST', `${this.recorderUrl()}/admin/v1/media-hosts/${hostId}/${order}`, { token: this.token });
  }

  private get<T>(path: string): Promise<T> {
    return ask('GET', `${this.recorderUrl()}/admin/v1/${path}`, { token: this.token });
  }
}
