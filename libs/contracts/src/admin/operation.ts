import type { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
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
  body?: z.ZodType;
  /** Body of the 200; without one the answer is 204. */
  answer?: z.ZodType;
  /** Refusals beyond those of every route. */
  refusals?: Record<number, string>;
}

/** One operation in OpenAPI, with the refusals that every route may answer with. */
export function operation({ summary, tag, role, path, query, body, answer, refusals }: Operation): ZodOpenApiOperationObject {
  const all: Record<number, string> = {
    400: 'The request is not valid; `facts.parameters` names every fault.',
    401: 'No bearer token, or one that is not believed.',
    403: 'The token lacks the app role.',
    ...refusals,
  };
  return {
    summary,
    tags: [tag],
    ...(role && { security: [{ [ENTRA]: [role] }], description: `App role \`${role}\`.` }),
    requestParams: { ...(path && { path }), ...(query && { query }) },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      ...(answer
        ? { 200: { description: 'Done.', content: { 'application/json': { schema: answer } } } }
        : { 204: { description: 'Done.' } }),
      ...Object.fromEntries(
        Object.entries(all).map(([status, description]) => [
          status,
          { description, content: { 'application/problem+json': { schema: problem } } },
        ]),
      ),
    },
  };
}

/** For whoever may read. */
export const read = { role: 'Recording.Read' };
export const operate = { role: 'Recording.Operate' };
export const noSuch = (what: string) => ({ 404: `There is no such ${what}, or it is another tenant's.` });
