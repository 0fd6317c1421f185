import type { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import {
  conversation,
  conversationFilters,
  conversationPage,
  conversationPath,
  coveragePage,
  coverageQuery,
} from './conversation.js';
import { mediaHostPage, mediaHostPath } from './media-host.js';
import { participantPage, participantQuery } from './participant.js';
import { policy, policyBody, policyPage, policyPath, policyQuery } from './policy.js';
import { problem } from './problem.js';
import { sessionDetail, sessionFilters, sessionPage, sessionPath } from './session.js';
import { timelinePage, timelineQuery } from './timeline.js';

const ENTRA = 'entra';

interface Operation {
  summary: string;
  tag: string;
  /** App role that it asks for; none for what everybody may read. */
  role?: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Body of the 200; without one the answer is 204. */
  answer?: z.ZodType;
  /** Refusals beyond those of every route. */
  refusals?: Record<number, string>;
}

function operation({ summary, tag, role, path, query, body, answer, refusals }: Operation): ZodOpenApiOperationObject {
  const all: Record<number, string> = {
    400: 'The request is not valid; `facts.parameters` names every fault.',
    401: 'No bearer token, or one that is not believed.',
    403: 'The token lacks the app role.',
    ...refusals,
  };
  return {
    summary,
    tags: [tag],
    ...(role && { security: [{ [ENTRA]: [role] }], description: `App role \`${role}\`.` }),
    requestParams: { ...(path && { path }), ...(query && { query }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...(answer
        ? { 200: { description: 'Done.', content: { 'application/json': { schema: answer } } } }
        : { 204: { description: 'Done.' } }),
      ...Object.fromEntries(
        Object.entries(all).map(([status, description]) => [
          status,
          { description, content: { 'application/problem+json': { schema: problem } } },
        ]),
      ),
    },
  };
}

const read = { role: 'Recording.Read' };
const operate = { role: 'Recording.Operate' };
const noSuch = (what: string) => ({ 404: `There is no such ${what}, or it is another tenant's.` });

const paths: ZodOpenApiPathsObject = {
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
  '/admin/v1/conversations': {
    get: operation({
      ...read,
      tag: 'conversations',
      summary: 'Teams calls and meetings, newest first',
      query: conversationFilters,
      answer: conversationPage,
    }),
  },
  '/admin/v1/conversations/{conversationId}': {
    get: operation({
      ...read,
      tag: 'conversations',
      summary: 'One Teams call or meeting: its legs, and who is recorded by which now',
      path: conversationPath,
      answer: conversation,
      refusals: noSuch('conversation'),
    }),
  },
  '/admin/v1/conversations/{conversationId}/coverage': {
    get: operation({
      ...read,
      tag: 'conversations',
      summary: 'By how many recorders participants under policy were covered, from when to when; by participant id',
      path: conversationPath,
      query: coverageQuery,
      answer: coveragePage,
      refusals: noSuch('conversation'),
    }),
  },
  '/admin/v1/policies': {
    get: operation({
      ...read,
      tag: 'policies',
      summary: 'Policies, newest first',
      query: policyQuery,
      answer: policyPage,
    }),
  },
  '/admin/v1/policies/{policyId}': {
    put: operation({
      ...operate,
      tag: 'policies',
      summary: 'Store a policy, new or in place of the one with this id',
      path: policyPath,
      body: policyBody,
      answer: policy,
      refusals: { 409: 'The id belongs to a retired policy, or to one that the caller may not change.' },
    }),
    delete: operation({
      ...operate,
      tag: 'policies',
      summary: 'Retire a policy: it decides no further call',
      path: policyPath,
      refusals: noSuch('policy'),
    }),
  },
  '/admin/v1/media-hosts': {
    get: operation({ ...read, tag: 'media hosts', summary: 'Media hosts, by id', answer: mediaHostPage }),
  },
  '/admin/v1/media-hosts/{hostId}/drain': {
    post: operation({
      ...operate,
      tag: 'media hosts',
      summary: 'Send no new calls to a host; present calls go on',
      path: mediaHostPath,
      refusals: noSuch('media host'),
    }),
  },
  '/admin/v1/media-hosts/{hostId}/resume': {
    post: operation({
      ...operate,
      tag: 'media hosts',
      summary: 'Send new calls to a host again',
      path: mediaHostPath,
      refusals: noSuch('media host'),
    }),
  },
};

/** The admin API in OpenAPI 3.1, made of the schemas that also check every request. */
export function adminDocument() {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Witness admin API',
        version: '1',
        description:
          'Recording sessions, conversations, policies and media hosts. Lists are `{ items, nextCursor }`, read on with ' +
          '`?cursor=`. Times are RFC 3339, UTC, milliseconds. Callers of the recorder’s home tenant see every tenant served, ' +
          'all others their own. Members may be added to any answer: ignore those you do not know.',
      },
      components: {
        securitySchemes: {
          [ENTRA]: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'Access token of Microsoft Entra ID for this recorder, with the app role of the operation.',
          },
        },
      },
      paths,
    },
    {
      override: ({ jsonSchema, io }) => {
        // zod takes its own answers to be complete; a client must live with members that a later version adds.
        if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
        // zod spells out what the format says already.
        if (jsonSchema.format === 'date-time' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
      },
    },
  );
}
