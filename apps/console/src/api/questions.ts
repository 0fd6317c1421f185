import { unwrap, type AdminClient, type paths } from '@app/admin-client';

/** What of the admin API answers with JSON when it is read. */
type Path = {
  [Each in keyof paths]: paths[Each] extends { get: Readable } ? Each : never;
}[keyof paths];
interface Readable {
  parameters: { path?: object; query?: object };
  responses: { 200: { content: { 'application/json': unknown } } };
}

type Parameters<Asked extends Path> = Pick<paths[Asked]['get']['parameters'], 'path' | 'query'>;
type AnswerOf<Asked extends Path> = paths[Asked]['get']['responses'][200]['content']['application/json'];
/** Filters of a list, with the values that they may have. */
export type Filters<Asked extends Path> = NonNullable<Parameters<Asked>['query']>;

/** How much of a list that nothing narrows, and from where on. */
interface Part {
  limit: number;
  cursor?: string | undefined;
}

/** Something that can be asked of the admin API again and again. */
export interface Question<Answer> {
  readonly path: Path;
  readonly parameters: object;
  ask(client: AdminClient, signal: AbortSignal): Promise<Answer>;
}

function question<Asked extends Path>(path: Asked, parameters: Parameters<Asked>): Question<AnswerOf<Asked>> {
  return { path, parameters, ask: (client, signal) => get(client, path, { params: parameters, signal }) };
}

/** The client's types are of one path each; which one it is, only whoever asks the question knows. */
function get<Asked extends Path>(client: AdminClient, path: Asked, init: object): Promise<AnswerOf<Asked>> {
  const asked = client.GET as (path: Asked, init: object) => Promise<{ data: AnswerOf<Asked>; response: Response }>;
  return unwrap(asked(path, init));
}

/** What pages ask, with what they get. */
export const questions = {
  sessions: (query: Filters<'/admin/v1/sessions'>) => question('/admin/v1/sessions', { query }),
  session: (sessionId: string) => question('/admin/v1/sessions/{sessionId}', { path: { sessionId } }),
  timeline: (sessionId: string, query: Filters<'/admin/v1/sessions/{sessionId}/timeline'>) =>
    question('/admin/v1/sessions/{sessionId}/timeline', { path: { sessionId }, query }),
  participants: (sessionId: string, query: Part) =>
    question('/admin/v1/sessions/{sessionId}/participants', { path: { sessionId }, query }),
  notifications: (sessionId: string, query: Part) =>
    question('/admin/v1/sessions/{sessionId}/notifications', { path: { sessionId }, query }),
  explain: (query: Filters<'/admin/v1/explain'>) => question('/admin/v1/explain', { query }),
  conversations: (query: Filters<'/admin/v1/conversations'>) => question('/admin/v1/conversations', { query }),
  conversation: (conversationId: string) =>
    question('/admin/v1/conversations/{conversationId}', { path: { conversationId } }),
  coverage: (conversationId: string, query: Part) =>
    question('/admin/v1/conversations/{conversationId}/coverage', { path: { conversationId }, query }),
  policies: (query: Filters<'/admin/v1/policies'>) => question('/admin/v1/policies', { query }),
  policy: (policyId: string) => question('/admin/v1/policies/{policyId}', { path: { policyId } }),
  policyVersions: (policyId: string, query: Part) =>
    question('/admin/v1/policies/{policyId}/versions', { path: { policyId }, query }),
  mediaHosts: () => question('/admin/v1/media-hosts', {}),
  capacity: () => question('/admin/v1/capacity', {}),
  statistics: (query: Filters<'/admin/v1/statistics'>) => question('/admin/v1/statistics', { query }),
  gaps: (query: Filters<'/admin/v1/gaps'>) => question('/admin/v1/gaps', { query }),
  audit: (query: Filters<'/admin/v1/audit'>) => question('/admin/v1/audit', { query }),
} as const;
