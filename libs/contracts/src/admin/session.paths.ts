import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { noSuch, operation, read } from './operation.js';
import { participantPage, participantQuery } from './participant.js';
import { sessionDetail, sessionFilters, sessionPage, sessionPath } from './session.js';
import { timelinePage, timelineQuery } from './timeline.js';

export const sessionPaths: ZodOpenApiPathsObject = {
'/admin/v1/sessions': {
    get: operation({
      ...read,
      tag: 'sessions',
      summary: 'Recording sessions, newest first',
      query: sessionFilters,
      answer: sessionPage,
    }),
  },
  '/admin/v1/sessions/{sessionId}': {
    get: operation({
      ...read,
      tag: 'sessions',
      summary: 'One recording session',
      path: sessionPath,
      answer: sessionDetail,
      refusals: noSuch('session'),
    }),
  },
  '/admin/v1/sessions/{sessionId}/timeline': {
    get: operation({
      ...read,
      tag: 'sessions',
      summary: 'What happened to a session, the newest last',
      path: sessionPath,
      query: timelineQuery,
      answer: timelinePage,
      refusals: noSuch('session'),
    }),
  },
  '/admin/v1/sessions/{sessionId}/participants': {
    get: operation({
      ...read,
      tag: 'sessions',
      summary: 'Who is or was in the call; the last to join first',
      path: sessionPath,
      query: participantQuery,
      answer: participantPage,
      refusals: noSuch('session'),
    }),
  },
};
