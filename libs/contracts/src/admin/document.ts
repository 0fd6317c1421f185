import { createDocument } from 'zod-openapi';
import { auditPaths } from './audit.paths.js';
import { capacityPaths } from './capacity.paths.js';
import { conversationPaths } from './conversation.paths.js';
import { explainPaths } from './explain.paths.js';
import { gapPaths } from './gap.paths.js';
import { livePaths } from './live.paths.js';
import { mediaHostPaths } from './media-host.paths.js';
import { ENTRA } from './operation.js';
import { policyPaths } from './policy.paths.js';
import { sessionPaths } from './session.paths.js';
import { statisticsPaths } from './statistics.paths.js';

/** The admin API in OpenAPI 3.1, made of the schemas that also check every request. */
export function adminDocument() {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Witness admin API',
        version: '1',
        description:
          'Recording sessions and why calls went as they did, conversations, gaps in what was kept, policies, media hosts, statistics, capacity ' +
          'and the audit trail. Lists are `{ items, nextCursor }`, read on with `?cursor=`. Times are RFC 3339, UTC, ' +
          'milliseconds. Callers of the recorder’s home tenant see every tenant served, all others their own. Members may ' +
          'be added to any answer: ignore those you do not know. An order with an `Idempotency-Key` is carried out once. ' +
          'Every reply says in `RateLimit` how many requests are left to its caller.',
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
      paths: {
        ...sessionPaths,
        ...conversationPaths,
        ...gapPaths,
        ...explainPaths,
        ...policyPaths,
        ...mediaHostPaths,
        ...statisticsPaths,
        ...capacityPaths,
        ...livePaths,
        ...auditPaths,
      },
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
