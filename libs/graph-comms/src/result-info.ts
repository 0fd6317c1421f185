import { integer, isObject, member } from './json-reader.js';
import type { ResultInfo } from './notification.js';
import { storableText } from './storable-text.js';

const LONGEST_MESSAGE = 1024;

/** Why a call or an operation ended; numbers may be text (protocol §8.3, §16 C9). Null: Graph gave no reason. */
export function readResultInfo(resultInfo: unknown): ResultInfo | null {
  if (!isObject(resultInfo)) return null;
  const message = member(resultInfo, 'message');
  return {
    code: integer(resultInfo, 'code'),
    subcode: integer(resultInfo, 'subcode'),
    message: typeof message === 'string' && message !== '' ? storableText(message.slice(0, LONGEST_MESSAGE)) : null,
  };
}
