import type { GraphExchange } from '@app/graph-comms';
import { after } from './recording-session.fixture.js';

/** A request to Graph that went well at once, but for what is said of it. */
export function exchange(said: Partial<GraphExchange> = {}): GraphExchange {
  return {
    verb: 'answer',
    method: 'POST',
    path: '/communications/calls/{id}/answer',
    sentAt: after(25),
    tookMs: 40,
    attempt: 1,
    status: 202,
    noReply: null,
    operation: null,
    code: null,
    subcode: null,
    requestId: 'r-1',
    clientRequestId: 'c-1',
    ...said,
  };
}
