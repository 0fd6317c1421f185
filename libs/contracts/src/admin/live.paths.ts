import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { liveHeaders } from './live.js';
import { operation, read } from './operation.js';

export const livePaths: ZodOpenApiPathsObject = {
  '/admin/v1/live': {
    get: operation({
      ...read,
      id: 'followSessions',
      tag: 'live',
      summary: 'Which sessions change, as server-sent events, for a quarter of an hour at a time',
      headers: liveHeaders,
      stream: {
        of:
          'Events `sessions` (data: LiveSessions), hints to read these anew; `reset`: so much was missed that everything ' +
          'is to be read anew. With `Last-Event-ID` any recorder goes on where another left off.',
        // OpenAPI 3.1 has no word for what the events of a stream hold.
        as: { 'text/event-stream': { 'x-events': { sessions: { $ref: '#/components/schemas/LiveSessions' } } } },
      },
    }),
  },
};
