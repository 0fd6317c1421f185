import { integer, isObject, member } from './json-reader.js';
import type { ResultInfo } from './notification.js';
import { REDACTED, redactText } from './redact-text.js';
import { storableText } from './storable-text.js';

const LONGEST_MESSAGE = 1024;

/** In Graph's prose a number like this is somebody's telephone; in an identity it would be the id. */
const PHONE_NUMBER = /\+\d{7}/;

/** Why a call or an operation ended; numbers may be text (protocol §8.3, §16 C9). Null: Graph gave no reason. */
export function readResultInfo(resultInfo: unknown): ResultInfo | null {
  if (!isObject(resultInfo)) return null;
  return {
    code: integer(resultInfo, 'code'),
    subcode: integer(resultInfo, 'subcode'),
    message: readMessage(member(resultInfo, 'message')),
  };
}

/** Graph's prose is for operators: what in it should be nobody's to read blanks it (protocol §15.6); the codes remain. */
export function readMessage(message: unknown): string | null {
  if (typeof message !== 'string' || message === '') return null;
  return PHONE_NUMBER.test(message) ? REDACTED : storableText(redactText(message).slice(0, LONGEST_MESSAGE));
}
