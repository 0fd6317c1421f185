import type { ZodOpenApiHeaderObject } from 'zod-openapi';

/** Header fields that replies carry; described once, and named where a reply has them. */
export const replyHeaders = {
  RateLimit: {
    description:
      'How many requests are left to the caller, and for how many seconds (draft-ietf-httpapi-ratelimit-headers).',
    schema: {
      type: 'string',
      maxLength: 128,
      pattern: '^"default";r=\\d+;t=\\d+$',
      examples: ['"default";r=599;t=60'],
    },
  },
  'RateLimit-Policy': {
    description: 'How many requests a caller may make in how many seconds.',
    schema: {
      type: 'string',
      maxLength: 128,
      pattern: '^"default";q=\\d+;w=\\d+$',
      examples: ['"default";q=600;w=60'],
    },
  },
  'Retry-After': {
    description: 'In how many seconds to come again.',
    schema: { type: 'integer', format: 'int32', minimum: 1, maximum: 60 },
  },
  'WWW-Authenticate': {
    description: 'What is wrong with the token that was shown (RFC 6750, section 3).',
    schema: { type: 'string', maxLength: 128, pattern: '^Bearer', examples: ['Bearer error="invalid_token"'] },
  },
  'Idempotent-Replayed': {
    description: 'The order was carried out before, and this is what was replied then.',
    schema: { type: 'string', const: 'true' },
  },
  ETag: {
    description: 'The version of the policy, for `If-Match`.',
    schema: { type: 'string', maxLength: 16, pattern: '^"\\d+"$', examples: ['"3"'] },
  },
} satisfies Record<string, ZodOpenApiHeaderObject>;

export type ReplyHeader = keyof typeof replyHeaders;

/** Every reply has these. */
const OF_EVERY: readonly ReplyHeader[] = ['RateLimit', 'RateLimit-Policy'];

/** The headers of a reply, by reference. */
export function headersOf(...more: readonly ReplyHeader[]): Record<string, { $ref: string }> {
  return Object.fromEntries([...OF_EVERY, ...more].map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
