import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject } from 'zod-openapi';
import { problem } from './admin/problem.js';
import {
  heartbeatReply,
  keepOrder,
  keepReply,
  mediaHostHeartbeat,
  mediaHostId,
  mediaReport,
  mediaSessionId,
  preparedMediaSession,
  prepareMediaSession,
} from './media-host.js';

const ENTRA = 'entra';

interface Operation {
  summary: string;
  description: string;
  role: 'Recorder.Control' | 'Media.Host';
  path?: z.ZodObject;
  body?: z.ZodType;
  status: 200 | 201 | 202 | 204;
  reply?: z.ZodType;
  refusals?: Record<number, string>;
}

function operation({ summary, description, role, path, body, status, reply, refusals }: Operation) {
  const badBody: Record<number, string> = body ? { 400: 'The body does not follow the contract.' } : {};
  const all: Record<number, string> = {
    ...badBody,
    401: 'No bearer token, or one that is not believed.',
    403: `The token lacks the app role ${role}.`,
    ...refusals,
  };
  return {
    summary,
    description,
    security: [{ [ENTRA]: [role] }],
    ...(path && { requestParams: { path } }),
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [status]: { description: 'Done.', ...(reply && { content: { 'application/json': { schema: reply } } }) },
      ...Object.fromEntries(
        Object.entries(all).map(([refusal, why]) => [
          refusal,
          { description: why, content: { 'application/problem+json': { schema: problem } } },
        ]),
      ),
    },
  } satisfies ZodOpenApiOperationObject;
}

const server = (url: string, description: string) => [
  { url: '{root}', description, variables: { root: { default: url, description } } },
];
const hosts = server('https://media-host.example.com', 'A media host: the url of its heartbeat.');
const recorders = server('https://recorder.example.com', 'A recorder; any replica takes any request.');
const session = z.object({ mediaSessionId });

/** The media-host contract in OpenAPI 3.1, made of the schemas that also check every body. */
export function mediaHostDocument() {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Witness media-host contract',
        version: '1',
        description:
          'What a recorder asks of a media host, and what a media host tells recorders. Every request may be repeated. ' +
          'Both sides ignore members they do not know. Times are RFC 3339 with an offset.',
      },
      components: {
        securitySchemes: {
          [ENTRA]: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description:
              'Access token of Microsoft Entra ID, of the recorder’s home tenant, with the app role of the operation.',
          },
        },
      },
      paths: {
        '/media-sessions': {
          servers: hosts,
          post: operation({
            summary: "Prepare a call's media",
            description:
              'Answered within a second. The same call gets the same session and blob until that session is released.',
            role: 'Recorder.Control',
            body: prepareMediaSession,
            status: 201,
            reply: preparedMediaSession,
            refusals: { 507: 'The host is full or draining; another one may take the call.' },
          }),
        },
        '/media-sessions/{mediaSessionId}/keep': {
          servers: hosts,
          put: operation({
            summary: 'Keep media from now on, or stop',
            description:
              'Nothing is written before the first `keep: true`, and nothing of what arrived before it is kept. ' +
              'When `keep: false` is answered, writing has stopped and the open segment is finished. A permit that was ' +
              'closed never opens again: a late `keep: true` that names it is answered with `keep: false`. An order ' +
              'older than the last obeyed one changes nothing, except that a stop for the open permit is always obeyed.',
            role: 'Recorder.Control',
            path: session,
            body: keepOrder,
            status: 200,
            reply: keepReply,
            refusals: { 404: 'There is no such session, so nothing is kept for it.' },
          }),
        },
        '/media-sessions/{mediaSessionId}': {
          servers: hosts,
          delete: operation({
            summary: 'Release a session',
            description: 'Stops writing, finishes the open segment, frees the seat. 204 also when it is gone already.',
            role: 'Recorder.Control',
            path: session,
            status: 204,
          }),
        },
        '/media/v1/hosts/{hostId}': {
          servers: recorders,
          put: operation({
            summary: 'Heartbeat',
            description:
              'Every 5 s. A host that is silent for 15 s gets no calls. While it is alive, its id belongs to the service ' +
              'principal that reports it.',
            role: 'Media.Host',
            path: z.object({ hostId: mediaHostId }),
            body: mediaHostHeartbeat,
            status: 200,
            reply: heartbeatReply,
            refusals: { 403: 'The token lacks the app role Media.Host, or the id belongs to another, living host.' },
          }),
        },
        '/media/v1/sessions/{mediaSessionId}/reports': {
          servers: recorders,
          post: operation({
            summary: "Report what became of a session's media",
            description:
              'In the order in which it happened; repeated until it is accepted. No time in a report may be over 60 s ' +
              "ahead of the recorder's clock, or over 60 s before the call's invitation; news from a clock that is " +
              'less ahead counts as of now.',
            role: 'Media.Host',
            path: session,
            body: mediaReport,
            status: 202,
            refusals: { 400: 'The body does not follow the contract, or its times cannot be true.' },
          }),
        },
      },
    },
    {
      override: ({ jsonSchema, io }) => {
        // zod takes its own replies to be complete; both sides must live with members that a later version adds.
        if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
        // zod spells out what the format says already.
        if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      },
    },
  );
}
