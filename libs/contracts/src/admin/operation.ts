import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { problem } from './problem.js';

/** Name of the security scheme. */
export const ENTRA = 'entra';

export interface Operation {
  summary: string;
  tag: string;
  /** App role that it asks for; none for what everybody may read. */
  role?: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  headers?: z.ZodObject;
  body?: z.ZodType;
  /** Body of the 200; without one the answer is 204. */
  answer?: z.ZodType;
  /** What the lines of a streamed answer are, instead. */
  lines?: string;
  /** Refusals beyond those of every route. */
  refusals?: Record<number, string>;
}

/** For an order that may be sent again without being carried out again. */
const idempotency = {
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/)
    .optional()
    .meta({
      description: 'A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`.',
    }),
};

const OF_ORDERS: Record<number, string> = { 422: 'The Idempotency-Key stands for another request.' };

/** One operation in OpenAPI, with the refusals that every route may answer with. */
export function operation({
  summary,
  tag,
  role,
  path,
  query,
  headers,
  body,
  answer,
  lines,
  refusals,
}: Operation): ZodOpenApiOperationObject {
  const isOrder = role === operate.role || role === comply.role;
  const all: Record<number, string> = {
    400: 'The request is not valid; `facts.parameters` names every fault.',
    401: 'No bearer token, or one that is not believed.',
    403: 'The token lacks the app role.',
    429: 'More requests than one caller may make in a minute; `Retry-After` says when to come again.',
    503: 'The audit trail or the database cannot be written now; nothing was done or shown.',
    ...(isOrder ? OF_ORDERS : {}),
    ...refusals,
  };
  const header = isOrder ? (headers ?? z.object({})).extend(idempotency) : headers;
  return {
    summary,
    tags: [tag],
    ...(role && { security: [{ [ENTRA]: [role] }], description: `App role \`${role}\`.` }),
    requestParams: { ...(path && { path }), ...(query && { query }), ...(header && { header }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...done(answer, lines, query !== undefined && 'format' in query.shape),
      ...Object.fromEntries(
        Object.entries(all).map(([status, description]) => [
          status,
          { description, content: { 'application/problem+json': { schema: problem } } },
        ]),
      ),
    },
  };
}

const LIST = 'A page, or by `format` the whole list as lines.';
const LINES = {
  'text/csv': { schema: { type: 'string' as const } },
  'application/jsonl': { schema: { type: 'string' as const } },
};

function done(answer: z.ZodType | undefined, lines: string | undefined, isList: boolean): ZodOpenApiResponsesObject {
  if (answer && isList)
    return { 200: { description: LIST, content: { 'application/json': { schema: answer }, ...LINES } } };
  if (answer) return { 200: { description: 'Done.', content: { 'application/json': { schema: answer } } } };
  if (lines) return { 200: { description: lines, content: { 'text/plain': { schema: { type: 'string' } } } } };
  return { 204: { description: 'Done.' } };
}

/** For whoever may read. */
export const read = { role: 'Recording.Read' };
export const operate = { role: 'Recording.Operate' };
export const comply = { role: 'Recording.Comply' };
export const audit = { role: 'Recording.Audit' };
export const noSuch = (what: string) => ({ 404: `There is no such ${what}, or it is another tenant's.` });
