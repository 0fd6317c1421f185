import type {
  AuditPage,
  Capacity,
  Conversation,
  CoveragePage,
  Explanation,
  GapPage,
  MediaHostPage,
  NotificationPage,
  ParticipantPage,
  Policy,
  PolicyPage,
  PolicyVersionPage,
  SessionDetail,
  SessionPage,
  Statistics,
  TimelinePage,
} from '@app/contracts';
import type { Query } from './api.js';

/** Something that can be asked of the admin API again and again. */
export interface Question<Answer> {
  readonly path: string;
  readonly query: Query;
  /** Never there: it ties the type of the answer to the question. */
  readonly answer?: Answer;
}

const ask = <Answer>(path: string, query: Query = {}): Question<Answer> => ({ path, query });
const of = (list: string, id: string, what = ''): string => `${list}/${encodeURIComponent(id)}${what}`;

/** What pages ask, with what they get. */
export const questions = {
  sessions: (narrowed: Query) => ask<SessionPage>('sessions', narrowed),
  session: (id: string) => ask<SessionDetail>(of('sessions', id)),
  timeline: (sessionId: string) => ask<TimelinePage>(of('sessions', sessionId, '/timeline'), { limit: 1_000 }),
  participants: (sessionId: string) => ask<ParticipantPage>(of('sessions', sessionId, '/participants'), { limit: 200 }),
  notifications: (sessionId: string) =>
    ask<NotificationPage>(of('sessions', sessionId, '/notifications'), { limit: 20 }),
  explain: (about: Query) => ask<Explanation>('explain', about),
  conversation: (id: string) => ask<Conversation>(of('conversations', id)),
  coverage: (conversationId: string) =>
    ask<CoveragePage>(of('conversations', conversationId, '/coverage'), { limit: 200 }),
  policies: (narrowed: Query) => ask<PolicyPage>('policies', narrowed),
  policy: (id: string) => ask<Policy>(of('policies', id)),
  policyVersions: (id: string) => ask<PolicyVersionPage>(of('policies', id, '/versions')),
  mediaHosts: () => ask<MediaHostPage>('media-hosts'),
  capacity: () => ask<Capacity>('capacity'),
  statistics: (range: Query) => ask<Statistics>('statistics', range),
  gaps: (narrowed: Query) => ask<GapPage>('gaps', narrowed),
  audit: (narrowed: Query) => ask<AuditPage>('audit', narrowed),
} as const;
