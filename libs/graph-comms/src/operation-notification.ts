import type { CallPath } from './call-path.js';
import { normaliseId } from './graph-id.js';
import { readId } from './identity-set.js';
import { member, openEnum, text } from './json-reader.js';
import type { CommsNotification } from './notification.js';
import { readResultInfo } from './result-info.js';

const STATUSES = ['notStarted', 'running', 'completed', 'failed'];

/** The result of something we asked for; `clientContext` is what we sent with it (protocol §4.9). */
export function readOperation(path: CallPath, operation: unknown): CommsNotification {
  const inPath = path.tail[1] ?? null;
  return {
    kind: 'operation',
    callId: path.callId,
    graphCallId: path.graphCallId,
    // "participant: invite" prints the path …/operations/participants, which names no operation.
    operationId: readId(operation, 'id') ?? (inPath === null || inPath === 'participants' ? null : normaliseId(inPath)),
    operationType: text(operation, '@odata.type')?.split(/[.#]/).at(-1) ?? null,
    status: openEnum(operation, 'status', STATUSES),
    clientContext: text(operation, 'clientContext'),
    resultInfo: readResultInfo(member(operation, 'resultInfo')),
  };
}
