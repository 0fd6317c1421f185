import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { gap, gapExplanation, gapFilters, gapPage, gapPath } from './gap.js';
import { comply, noSuch, operation, read } from './operation.js';

export const gapPaths: ZodOpenApiPathsObject = {
  '/admin/v1/gaps': {
    get: operation({
      ...read,
      id: 'listGaps',
      tag: 'gaps',
      summary: 'What policy wanted recorded and nobody kept, with its cause; newest first, a minute after calls end',
      query: gapFilters,
      answer: gapPage,
    }),
  },
  '/admin/v1/gaps/{gapId}/explanation': {
    put: operation({
      ...comply,
      id: 'explainGap',
      tag: 'gaps',
      summary: 'Note what was found out about a gap, in place of what was noted before',
      path: gapPath,
      body: gapExplanation,
      answer: gap,
      refusals: noSuch('gap'),
    }),
  },
};
