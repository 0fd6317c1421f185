import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { explainQuery, explanation } from './explain.js';
import { operation, read } from './operation.js';

export const explainPaths: ZodOpenApiPathsObject = {
  '/admin/v1/explain': {
    get: operation({
      ...read,
      id: 'explainCall',
      tag: 'explain',
      summary: 'Why a call was recorded or not, or why a user was never recorded about a time, in plain sentences',
      query: explainQuery,
      answer: explanation,
    }),
  },
};
