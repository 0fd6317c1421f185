import { z } from 'zod';
import type { ZodOpenApiContentObject, ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { problem } from './problem.js';
import { headersOf, type ReplyHeader } from './reply-headers.js';

/** Name of the security scheme. */
export const ENTRA = 'entra';

export interface Operation {
  /** A verb and what it is done to; what clients call the operation, so it is for good. */
  id: string;
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
  /** What comes as a stream instead, and of which media types. */
  stream?: { of: string; as: ZodOpenApiContentObject };
  /** Headers of the answer beyond those of every reply. */
  shows?: readonly ReplyHeader[];
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
      maxLength: 255,
      description: 'A repeat with the same key within a day hears the same reply, marked `Idempotent-Replayed`.',
    }),
};

const OF_ORDERS: Record<number, string> = { 422: 'The Idempotency-Key stands for another request.' };

const HEADERS_OF_REFUSALS: Readonly<Record<string, readonly ReplyHeader[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

/** One operation in OpenAPI, with the refusals that every route may answer with. */
export function operation(described: Operation): ZodOpenApiOperationObject {
  const { id, summary, tag, role, path, query, headers, body, refusals } = described;
  const isOrder = role === operate.role || role === comply.role;
  const all: Record<number, string> = {
    400: 'The request is not valid; `facts.parameters` names every fault.',
    401: 'No bearer token, or one that is not believed.',
    403: 'The token lacks the app role.',
    429: 'More requests than one caller may make in a minute; `Retry-After` says when to come again.',
    500: 'A fault of the recorder, which its log tells of; an order may have been carried out.',
    503: 'The audit trail cannot be written, or the database not asked, now; nothing was done or shown. `Retry-After` says when to come again.',
    ...(isOrder ? OF_ORDERS : {}),
    ...refusals,
  };
  const header = isOrder ? (headers ?? z.object({})).extend(idempotency) : headers;
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(role && { security: [{ [ENTRA]: [role] }], description: `App role \`${role}\`.` }),
    requestParams: { ...(path && { path }), ...(query && { query }), ...(header && { header }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...done(described, isOrder),
      ...Object.fromEntries(
        Object.entries(all).map(([status, description]) => [
          status,
          {
            description,
            headers: headersOf(...(HEADERS_OF_REFUSALS[status] ?? [])),
            content: { 'application/problem+json': { schema: problem } },
          },
        ]),
      ),
    },
  };
}

const LIST = 'A page, or by `format` the whole list as lines.';
/** As long as the list is, so that there is no schema that says how long. */
const LINES: ZodOpenApiContentObject = { 'text/csv': {}, 'application/jsonl': {} };

function done({ answer, stream, query, shows = [] }: Operation, isOrder: boolean): ZodOpenApiResponsesObject {
  const isList = query !== undefined && 'format' in query.shape;
  const headers = headersOf(...shows, ...(isOrder ? (['Idempotent-Replayed'] as const) : []));
  const json = { 'application/json': { schema: answer } };
  if (answer && isList) return { 200: { description: LIST, headers, content: { ...json, ...LINES } } };
  if (answer) return { 200: { description: 'Done.', headers, content: json } };
  if (stream) return { 200: { description: stream.of, headers, content: stream.as } };
  return { 204: { description: 'Done.', headers } };
}

/** For whoever may read. */
export const read = { role: 'Recording.Read' };
export const operate = { role: 'Recording.Operate' };
export const comply = { role: 'Recording.Comply' };
export const audit = { role: 'Recording.Audit' };
export const noSuch = (what: string) => ({ 404: `There is no such ${what}, or it is another tenant's.` });
