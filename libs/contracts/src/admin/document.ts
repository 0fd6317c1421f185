import { createDocument } from 'zod-openapi';
import { auditPaths } from './audit.paths.js';
import { capacityPaths } from './capacity.paths.js';
import { conversationPaths } from './conversation.paths.js';
import { explainPaths } from './explain.paths.js';
import { gapPaths } from './gap.paths.js';
import { liveSessions } from './live.js';
import { livePaths } from './live.paths.js';
import { mediaHostPaths } from './media-host.paths.js';
import { ENTRA } from './operation.js';
import { policyPaths } from './policy.paths.js';
import { replyHeaders } from './reply-headers.js';
import { sessionPaths } from './session.paths.js';
import { statisticsPaths } from './statistics.paths.js';

/** In the order in which people look for them. */
const TAGS = [
  {
    name: 'sessions',
    description: 'Calls that Teams invited the recorder to, what happened to them, and orders about them.',
  },
  {
    name: 'conversations',
    description: 'Teams calls and meetings, each of one call or more, and who is covered by whom.',
  },
  { name: 'gaps', description: 'What policy wanted recorded and nobody kept, and why.' },
  { name: 'explain', description: 'Why a call was recorded or not.' },
  { name: 'policies', description: 'What is to be done with which calls.' },
  { name: 'media hosts', description: 'Where media is received, and how much room is left.' },
  { name: 'statistics', description: 'Outcomes and answer times.' },
  { name: 'capacity', description: 'How long quotas and media hosts will do.' },
  { name: 'live', description: 'What changes, as it changes.' },
  { name: 'audit', description: 'Who asked for what.' },
];

/** The admin API in OpenAPI 3.1, made of the schemas that also check every request. */
export function adminDocument() {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Witness admin API',
        version: '1',
        contact: { name: 'The maintainers of Witness' },
        license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
        description:
          'Recording sessions and why calls went as they did, conversations, gaps in what was kept, policies, media hosts, statistics, capacity ' +
          'and the audit trail. Lists are `{ items, nextCursor }`, read on with `?cursor=`. Times are RFC 3339, UTC, ' +
          'milliseconds. Callers of the recorder’s home tenant see every tenant served, all others their own. Members may ' +
          'be added to any answer: ignore those you do not know. An order with an `Idempotency-Key` is carried out once. ' +
          'Every reply says in `RateLimit` how many requests are left to its caller.',
      },
      servers: [
        {
          url: '/',
          description: 'The recorder that serves this document, in production as elsewhere.',
          'x-internal': false,
        },
      ],
      tags: TAGS,
      components: {
        // Events hold it, and no body does.
        schemas: { LiveSessions: liveSessions },
        headers: replyHeaders,
        securitySchemes: {
          [ENTRA]: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'Access token of Microsoft Entra ID for this recorder, with the app role of the operation. Signature, issuer, ' +
              'audience and times are checked as RFC8725 asks; no algorithm but RS256 is taken.',
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
        spellOut(jsonSchema);
      },
    },
  );
}

const FORMATS_WITH_PATTERN = ['date-time', 'date', 'uuid'];
const GREATEST_INT32 = 2_147_483_647;

/** What follows from a format, or from limits: zod tells patterns that readers need not see, generators ask for the rest. */
function spellOut(schema: { type?: unknown; format?: string; pattern?: string; maxLength?: number; maximum?: number }) {
  if (schema.format !== undefined && FORMATS_WITH_PATTERN.includes(schema.format)) delete schema.pattern;
  if (schema.format === 'uuid') schema.maxLength = 36;
  if (schema.format === 'date') schema.maxLength = 10;
  if (schema.type === 'integer') schema.format = (schema.maximum ?? Infinity) <= GREATEST_INT32 ? 'int32' : 'int64';
}
