import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { ZodError } from 'zod';
import { DomainError, type DomainErrorKind } from '../domain-error.js';

/** RFC 9457, with our `code`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  /** Ids that explain a refusal. */
  facts?: Readonly<Record<string, unknown>>;
}

const STATUS: Record<DomainErrorKind, number> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  preconditionFailed: 412,
  unprocessable: 422,
  tooMany: 429,
  unavailable: 503,
};

/** Codes of what the HTTP server itself refuses, by status. */
const HTTP_CODES: Readonly<Record<number, string>> = {
  400: 'http.bad-request',
  401: 'http.unauthorized',
  403: 'http.forbidden',
  404: 'http.no-such-route',
  405: 'http.method-not-allowed',
  408: 'http.request-timeout',
  413: 'http.body-too-large',
  415: 'http.unsupported-media-type',
};

/** What a caller is told about an error; of one that nobody foresaw, nothing but that it happened. */
export function problemOf(error: unknown): Problem {
  if (error instanceof DomainError) return refusal(error);
  if (error instanceof ZodError) {
    const detail = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
    return problem(400, 'http.invalid-request', detail);
  }
  if (error instanceof HttpException && error.getStatus() < 500) {
    const status = error.getStatus();
    return problem(status, HTTP_CODES[status] ?? 'http.refused', detailOf(error));
  }
  return problem(500, 'internal');
}

export function problem(status: number, code: string, detail?: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: `urn:witness:problem:${code}`, title, status, code, ...(detail ? { detail } : {}) };
}

function refusal({ kind, code, message, facts }: DomainError): Problem {
  const told = problem(STATUS[kind], code, message);
  // Who was not let in is told why, and no more.
  if (kind === 'unauthorized' || kind === 'forbidden' || Object.keys(facts).length === 0) return told;
  return { ...told, facts };
}

/** Nest puts what a validation found into the response, and only a general word into the message. */
function detailOf(error: HttpException): string {
  const response = error.getResponse();
  const message = typeof response === 'object' && 'message' in response ? response.message : error.message;
  return Array.isArray(message) ? message.join('; ') : String(message);
}
