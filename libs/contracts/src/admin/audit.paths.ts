import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { auditExport, auditFilters, auditPage } from './audit.js';
import { audit, operation } from './operation.js';

export const auditPaths: ZodOpenApiPathsObject = {
  '/admin/v1/audit': {
    get: operation({
      ...audit,
      id: 'listAuditEntries',
      tag: 'audit',
      summary: 'Who asked the admin API for what, and what came of it; newest first',
      query: auditFilters,
      answer: auditPage,
    }),
  },
  '/admin/v1/audit/export': {
    get: operation({
      ...audit,
      id: 'exportAuditEntries',
      tag: 'audit',
      summary: 'All of that, oldest first, as a stream of lines',
      query: auditExport,
      stream: { of: 'One entry a line; CEF as plain text.', as: { 'application/jsonl': {}, 'text/plain': {} } },
    }),
  },
};
