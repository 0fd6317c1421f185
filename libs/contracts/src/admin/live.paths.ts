import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { liveHeaders } from './live.js';
import { operation, read } from './operation.js';

export const livePaths: ZodOpenApiPathsObject = {
  '/admin/v1/live': {
    get: operation({
      ...read,
      tag: 'live',
      summary: 'Which sessions change, as server-sent events, for a quarter of an hour at a time',
      headers: liveHeaders,
      lines:
        'Events `sessions` (data: LiveSessions), hints to read these anew; `reset`: so much was missed that everything ' +
        'is to be read anew. With `Last-Event-ID` any recorder goes on where another left off.',
    }),
  },
};
