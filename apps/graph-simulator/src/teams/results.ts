import type { Result } from './leg.js';

/** How legs end: codes from the page "call: delete" and posts, by protocol §8.3. */
export const RESULTS = {
  conversationEnded: { code: 200, subcode: 5001, message: 'The conversation has ended.' },
  everyoneLeft: { code: 200, subcode: 5002, message: 'Everyone else has left the conversation.' },
  otherPartyEnded: { code: 200, subcode: 4521, message: 'The other party ended the call.' },
  endedByApplication: { code: 200, subcode: 7000, message: 'Call was ended by the application.' },
  notAnswered: { code: 408, subcode: 8544, message: 'The callee could not be reached.' },
  noKeepAlive: { code: 408, subcode: 8537, message: 'The call was cleaned up: no keepAlive was received.' },
  mediaUnreachable: { code: 500, subcode: 1005, message: 'The media of the application could not be reached.' },
  mediaLost: { code: 410, subcode: 301005, message: 'Client Media Error.' },
  declined: { code: 603, subcode: 0, message: 'Decline.' },
  redirected: { code: 200, subcode: 0, message: 'AppRedirected.' },
} as const satisfies Record<string, Result>;
