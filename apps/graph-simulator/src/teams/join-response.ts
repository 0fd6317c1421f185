import { z } from 'zod';

const replies = z.discriminatedUnion('@odata.type', [
  z.strictObject({ '@odata.type': z.literal('#microsoft.graph.acceptJoinResponse') }),
  z.strictObject({
    '@odata.type': z.literal('#microsoft.graph.rejectJoinResponse'),
    reason: z.enum(['none', 'busy', 'forbidden']),
  }),
  z.strictObject({ '@odata.type': z.literal('#microsoft.graph.inviteNewBotResponse'), inviteUri: z.url() }),
]);

export type JoinResponse =
  | { kind: 'accepted' }
  | { kind: 'rejected'; reason: string }
  | { kind: 'inviteNewBot'; inviteUri: string }
  | { kind: 'notUnderstood' };

/** Exactly spelled types and nothing besides: a body that was not understood is how users got dropped. */
export function joinResponse(status: number | null, text: string): JoinResponse {
  const parsed = replies.safeParse(status === 200 ? jsonOf(text) : undefined);
  if (!parsed.success) return { kind: 'notUnderstood' };
  switch (parsed.data['@odata.type']) {
    case '#microsoft.graph.acceptJoinResponse':
      return { kind: 'accepted' };
    case '#microsoft.graph.rejectJoinResponse':
      return { kind: 'rejected', reason: parsed.data.reason };
    case '#microsoft.graph.inviteNewBotResponse':
      return { kind: 'inviteNewBot', inviteUri: parsed.data.inviteUri };
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
