import type { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import { notificationPage, notificationQuery } from './notification.js';
import { noSuch, operate, operation, read } from './operation.js';
import { participantPage, participantQuery } from './participant.js';
import { pauseOrder, sessionDetail, sessionFilters, sessionOrder, sessionPage, sessionPath } from './session.js';
import { timelinePage, timelineQuery } from './timeline.js';

/** Answered when Teams has confirmed it. */
function order(id: string, summary: string, body: z.ZodType): ZodOpenApiOperationObject {
  return operation({
    ...operate,
    id,
    tag: 'sessions',
    summary: `${summary}; answered when Teams has confirmed it`,
    path: sessionPath,
    body,
    answer: sessionDetail,
    refusals: {
      ...noSuch('session'),
      409: 'The call has ended, or is not in a state for this order.',
      503: 'The order stands, but was not confirmed in time.',
    },
  });
}

export const sessionPaths: ZodOpenApiPathsObject = {
  '/admin/v1/sessions': {
    get: operation({
      ...read,
      id: 'listSessions',
      tag: 'sessions',
      summary: 'Recording sessions, newest first',
      query: sessionFilters,
      answer: sessionPage,
    }),
  },
  '/admin/v1/sessions/{sessionId}': {
    get: operation({
      ...read,
      id: 'getSession',
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
      id: 'getTimeline',
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
      id: 'listParticipants',
      tag: 'sessions',
      summary: 'Who is or was in the call; the last to join first',
      path: sessionPath,
      query: participantQuery,
      answer: participantPage,
      refusals: noSuch('session'),
    }),
  },
  '/admin/v1/sessions/{sessionId}/notifications': {
    get: operation({
      ...read,
      id: 'listNotifications',
      tag: 'sessions',
      summary: 'Everything that Teams posted about a call, the newest last; secrets and names blanked',
      path: sessionPath,
      query: notificationQuery,
      answer: notificationPage,
      refusals: noSuch('session'),
    }),
  },
  '/admin/v1/sessions/{sessionId}/pause': {
    post: order('pauseRecording', 'Keep nothing of a call until it is resumed, or for so long', pauseOrder),
  },
  '/admin/v1/sessions/{sessionId}/resume': { post: order('resumeRecording', 'End a pause', sessionOrder) },
  '/admin/v1/sessions/{sessionId}/stop': {
    post: order('stopRecording', 'Keep nothing more of a call, which stays up', sessionOrder),
  },
  '/admin/v1/sessions/{sessionId}/hang-up': { post: order('hangUpCall', 'Leave a call', sessionOrder) },
};
