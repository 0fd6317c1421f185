import type { Evidence, Finding } from './evidence.js';

/** Every obligation ends covered or as a gap with its cause. */
export function unexplainedGaps({ settled }: Evidence): Finding[] {
  return settled.gaps
    .filter(({ cause }) => cause === 'unexplained')
    .map(({ callId }) => ({ callId, what: 'no cause' }));
}

/** Without another call to its conversation there is nobody who could have kept anything. */
export function missedWithoutGap({ settled }: Evidence): Finding[] {
  const open = new Set(settled.unsettled.map(({ conversationId }) => conversationId));
  const withGap = new Set(settled.gaps.map(({ callId }) => callId));
  const legs = new Map<string | null, number>();
  for (const { conversationId } of settled.sessions) legs.set(conversationId, (legs.get(conversationId) ?? 0) + 1);
  return settled.sessions
    .filter(({ response, conversationId }) => response === 'missed' && legs.get(conversationId) === 1)
    .filter(({ callId, conversationId }) => !withGap.has(callId) && !open.has(conversationId ?? ''))
    .map(({ callId }) => ({ callId, what: 'nothing in the ledger' }));
}

export function unsettledConversations({ settled }: Evidence): Finding[] {
  return settled.unsettled
    .filter(({ isOverdue }) => isOverdue)
    .map(({ conversationId }) => ({ callId: conversationId, what: 'nobody has looked for its gaps' }));
}
