import type { HttpReply } from '@app/platform';
import type { GraphExchange, GraphVerb, Operation } from './graph-comms.client.js';

/** Where Graph takes each verb, as its pages print it (protocol §7). What stands in braces is never told. */
const PATHS: Readonly<Record<GraphVerb, string>> = {
  answer: '/communications/calls/{id}/answer',
  reject: '/communications/calls/{id}/reject',
  redirect: '/communications/calls/{id}/redirect',
  updateRecordingStatus: '/communications/calls/{id}/updateRecordingStatus',
  getOperation: '/communications/calls/{id}/operations/{id}',
  getCall: '/communications/calls/{id}',
  keepAlive: '/communications/calls/{id}/keepAlive',
  delete: '/communications/calls/{id}',
  listParticipants: '/communications/calls/{id}/participants',
};

/** What codes and ids of requests are made of. Anything else did not come from Graph, and might be anything. */
const PLAIN = /^[\w.:|-]{1,128}$/;

type Asked = Pick<GraphExchange, 'verb' | 'method'> & { operationOf?: (text: string) => Operation };

/** What an attempt came to: Graph's yes, its no, or no reply; of the last, `code` says why. */
type Outcome = { reply: HttpReply } | Pick<GraphExchange, 'status' | 'code' | 'subcode' | 'requestId'>;

/** What a call's history keeps of one attempt that has left. */
export function exchangeOf(
  { verb, method, operationOf }: Asked,
  outcome: Outcome,
  { number, ...sent }: { number: number } & Pick<GraphExchange, 'clientRequestId' | 'sentAt' | 'tookMs'>,
): GraphExchange {
  const common = { verb, method, path: PATHS[verb], attempt: number, ...sent };
  if ('reply' in outcome) return { ...common, ...yesOf(outcome.reply, operationOf) };
  const { status, subcode } = outcome;
  const [code, requestId] = [plain(outcome.code), plain(outcome.requestId)];
  const said = status === null ? { noReply: code ?? 'unknown', code: null } : { noReply: null, code };
  return { ...common, status, ...said, operation: null, subcode, requestId };
}

type Yes = Pick<GraphExchange, 'status' | 'noReply' | 'operation' | 'code' | 'subcode' | 'requestId'>;

function yesOf({ status, headers, text }: HttpReply, operationOf: Asked['operationOf']): Yes {
  const told = operationOf?.(text);
  return {
    status,
    noReply: null,
    operation: told?.status ?? null,
    code: told?.resultInfo?.code?.toString() ?? null,
    subcode: told?.resultInfo?.subcode ?? null,
    requestId: plain(headers['request-id'] ?? null),
  };
}

function plain(text: string | null): string | null {
  return text !== null && PLAIN.test(text) ? text : null;
}
