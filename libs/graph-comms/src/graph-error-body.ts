import { diagCodeOf } from './diag-code.js';
import { isObject, member, text } from './json-reader.js';

/** What an error reply of Graph says of itself. Its message is not kept: it may quote what was sent. */
export interface GraphErrorBody {
  /** Graph's code, a number in text where it has one: `8522`, `TooManyRequests`. */
  code: string | null;
  /** The second number of a `DiagCode: a#b`. */
  subcode: number | null;
  requestId: string | null;
}

const NUMERIC = /^\d+$/;
const LONGEST_MESSAGE = 16 * 1024;

/**
 * Reads both shapes of an error body (protocol §8.1): the code in `error.code`, or in JSON inside `error.message`.
 * Gateways send HTML or nothing, which reads as nothing.
 */
export function readGraphErrorBody(body: string): GraphErrorBody {
  const error = member(parsed(body), 'error');
  const message = text(error, 'message', LONGEST_MESSAGE);
  const nested = parsed(message);
  const code = codeOf(error, 'code');
  return {
    code: code !== null && NUMERIC.test(code) ? code : (codeOf(nested, 'errorCode') ?? code),
    subcode: diagCodeOf(message)?.subcode ?? null,
    requestId: text(member(error, 'innerError'), 'request-id'),
  };
}

function parsed(json: string | null): unknown {
  try {
    return json === null ? null : JSON.parse(json);
  } catch {
    return null;
  }
}

function codeOf(value: unknown, name: string): string | null {
  const found = isObject(value) ? member(value, name) : null;
  return typeof found === 'number' ? String(found) : text(value, name);
}
