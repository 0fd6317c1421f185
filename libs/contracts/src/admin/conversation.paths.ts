import type { ZodOpenApiPathsObject } from 'zod-openapi';
import {
  conversation,
  conversationFilters,
  conversationPage,
  conversationPath,
  coveragePage,
  coverageQuery,
} from './conversation.js';
import { noSuch, operation, read } from './operation.js';

export const conversationPaths: ZodOpenApiPathsObject = {
  '/admin/v1/conversations': {
    get: operation({
      ...read,
      id: 'listConversations',
      tag: 'conversations',
      summary: 'Teams calls and meetings, newest first',
      query: conversationFilters,
      answer: conversationPage,
    }),
  },
  '/admin/v1/conversations/{conversationId}': {
    get: operation({
      ...read,
      id: 'getConversation',
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
      id: 'listCoverage',
      tag: 'conversations',
      summary: 'By how many recorders participants under policy were covered, from when to when; by participant id',
      path: conversationPath,
      query: coverageQuery,
      answer: coveragePage,
      refusals: noSuch('conversation'),
    }),
  },
};
