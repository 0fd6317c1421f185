import type {
  Capacity,
  ConversationPage,
  GapPage,
  MediaHostPage,
  SessionDetail,
  SessionPage,
  Statistics,
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

/** What pages ask, with what they get. */
export const questions = {
  sessions: (narrowed: Query) => ask<SessionPage>('sessions', narrowed),
  session: (sessionId: string) => ask<SessionDetail>(`sessions/${sessionId}`),
  conversations: (narrowed: Query) => ask<ConversationPage>('conversations', narrowed),
  statistics: (range: Query) => ask<Statistics>('statistics', range),
  capacity: () => ask<Capacity>('capacity'),
  mediaHosts: () => ask<MediaHostPage>('media-hosts'),
  gaps: (narrowed: Query) => ask<GapPage>('gaps', narrowed),
} as const;
