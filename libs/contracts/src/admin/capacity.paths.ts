import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { capacity } from './capacity.js';
import { operation, read } from './operation.js';

export const capacityPaths: ZodOpenApiPathsObject = {
  '/admin/v1/capacity': {
    get: operation({
      ...read,
      id: 'getCapacity',
      tag: 'capacity',
      summary: 'How much of the quotas and of the media hosts is taken, and how long that will do; home tenant only',
      answer: capacity,
    }),
  },
};
