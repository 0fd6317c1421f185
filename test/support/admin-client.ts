import { createAdminClient, unwrap, type AdminClient as Client, type paths, type Schemas } from '@app/admin-client';

type QueryOf<Path extends '/admin/v1/sessions' | '/admin/v1/explain'> = paths[Path]['get']['parameters']['query'];

/** What a person may order about a session. */
export type SessionOrder = 'pause' | 'resume' | 'stop' | 'hang-up';
type HostOrder = 'drain' | 'resume';

/** What an administrator reads and sets, over REST, with the client that integrators use. */
export class AdminClient {
  constructor(
    /** Of a recorder that is up: another one from test to test, and from request to request. */
    private readonly recorderUrl: () => string,
    private readonly token: string,
  ) {}

  /** Throws while there is no such session. */
  async session(callId: string): Promise<Schemas['Session']> {
    const [session] = await this.sessions({ callId });
    if (!session) throw new Error(`No session for call ${callId}`);
    return session;
  }

  async sessions(query: QueryOf<'/admin/v1/sessions'> = {}): Promise<Schemas['Session'][]> {
    const params = { query: { limit: 100, ...query } };
    return (await unwrap(this.client.GET('/admin/v1/sessions', { params }))).items;
  }

  /** With what a list leaves out. */
  async detail(callId: string): Promise<Schemas['SessionDetail']> {
    const { id } = await this.session(callId);
    return unwrap(this.client.GET('/admin/v1/sessions/{sessionId}', { params: { path: { sessionId: id } } }));
  }

  /** What happened to a call, oldest first. */
  async timeline(callId: string): Promise<Schemas['TimelineEntry'][]> {
    const { id } = await this.session(callId);
    const params = { path: { sessionId: id }, query: { limit: 1_000 } };
    return (await unwrap(this.client.GET('/admin/v1/sessions/{sessionId}/timeline', { params }))).items;
  }

  /** Types of what happened to a call, oldest first, without their prefix. */
  async story(callId: string): Promise<string[]> {
    return (await this.timeline(callId)).map(({ type }) => type.replace('recording.', ''));
  }

  /** Of a call, or of a user about a time. */
  explain(query: QueryOf<'/admin/v1/explain'>): Promise<Schemas['Explanation']> {
    return unwrap(this.client.GET('/admin/v1/explain', { params: { query } }));
  }

  /** What nobody kept of a call's conversation, oldest first. */
  async gaps(callId: string): Promise<Schemas['Gap'][]> {
    const params = { query: { conversationId: await this.conversationId(callId) } };
    return (await unwrap(this.client.GET('/admin/v1/gaps', { params }))).items.reverse();
  }

  async coverage(callId: string): Promise<Schemas['CoveragePage']['items']> {
    const params = { path: { conversationId: await this.conversationId(callId) } };
    return (await unwrap(this.client.GET('/admin/v1/conversations/{conversationId}/coverage', { params }))).items;
  }

  async mediaHost(hostId: string): Promise<Schemas['MediaHost']> {
    const { items } = await unwrap(this.client.GET('/admin/v1/media-hosts'));
    const host = items.find((each) => each.hostId === hostId);
    if (!host) throw new Error(`No media host ${hostId}`);
    return host;
  }

  async order(hostId: string, what: HostOrder): Promise<void> {
    const params = { path: { hostId } };
    await unwrap(this.client.POST(`/admin/v1/media-hosts/{hostId}/${what}`, { params }));
  }

  /** Answered when Teams has confirmed it. */
  async orderSession(
    callId: string,
    what: SessionOrder,
    body: Schemas['PauseOrder'],
  ): Promise<Schemas['SessionDetail']> {
    const { id } = await this.session(callId);
    const params = { path: { sessionId: id } };
    return unwrap(this.client.POST(`/admin/v1/sessions/{sessionId}/${what}`, { params, body }));
  }

  async putPolicy(policyId: string, body: Schemas['PolicyBody']): Promise<void> {
    await unwrap(this.client.PUT('/admin/v1/policies/{policyId}', { params: { path: { policyId } }, body }));
  }

  private async conversationId(callId: string): Promise<string> {
    const { conversationId } = await this.session(callId);
    if (conversationId === null) throw new Error(`Call ${callId} is a leg of no conversation yet`);
    return conversationId;
  }

  private get client(): Client {
    return createAdminClient({ baseUrl: this.recorderUrl(), token: () => Promise.resolve(this.token) });
  }
}
