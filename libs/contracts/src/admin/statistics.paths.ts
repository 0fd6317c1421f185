import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { operation, read } from './operation.js';
import { statistics, statisticsQuery } from './statistics.js';

export const statisticsPaths: ZodOpenApiPathsObject = {
  '/admin/v1/statistics': {
    get: operation({
      ...read,
      id: 'getStatistics',
      tag: 'statistics',
      summary: 'What became of invitations, and how long answers took, by the minute, the hour or the day',
      query: statisticsQuery,
      answer: statistics,
    }),
  },
};
