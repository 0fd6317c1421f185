import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { auditExport, auditFilters, auditPage } from './audit.js';
import { audit, operation } from './operation.js';

export const auditPaths: ZodOpenApiPathsObject = {
  '/admin/v1/audit': {
    get: operation({
      ...audit,
      tag: 'audit',
      summary: 'Who asked the admin API for what, and what came of it; newest first',
      query: auditFilters,
      answer: auditPage,
    }),
  },
  '/admin/v1/audit/export': {
    get: operation({
      ...audit,
      tag: 'audit',
      summary: 'All of that, oldest first, as a stream of lines',
      query: auditExport,
      lines: 'One entry a line.',
    }),
  },
};
