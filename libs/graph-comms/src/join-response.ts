import type { RejectReason } from './call-state.js';

/** What becomes of a further participant under policy who asks into a call that is being recorded (protocol §6). */
export type JoinDecision =
  | { kind: 'accept' }
  | { kind: 'reject'; reason: RejectReason }
  /** `inviteUri`: https; Teams sends the participant there as an incoming call of its own. */
  | { kind: 'inviteNewBot'; inviteUri: string };

/** "participantJoiningResponse"; Graph's metadata requires the type on the wire. */
export type JoinResponse =
  | { '@odata.type': '#microsoft.graph.acceptJoinResponse' }
  | { '@odata.type': '#microsoft.graph.rejectJoinResponse'; reason: RejectReason }
  | { '@odata.type': '#microsoft.graph.inviteNewBotResponse'; inviteUri: string };

/** The body of the HTTP reply to a joining notification, sent with status 200 (protocol §6.4). */
export function joinResponse(decision: JoinDecision): JoinResponse {
  switch (decision.kind) {
    case 'accept':
      return { '@odata.type': '#microsoft.graph.acceptJoinResponse' };
    case 'reject':
      return { '@odata.type': '#microsoft.graph.rejectJoinResponse', reason: decision.reason };
    case 'inviteNewBot':
      return { '@odata.type': '#microsoft.graph.inviteNewBotResponse', inviteUri: decision.inviteUri };
  }
}
