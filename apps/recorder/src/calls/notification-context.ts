import type { LoggedNotification } from '@app/recording';
import type { CommsNotification } from '@app/graph-comms';
import { redactNotification } from '@app/graph-comms';
import type { TeamsRequest } from './inbound-token.hook.js';

/** What a request says of itself, apart from its body (protocol §5.2). */
export interface NotificationContext {
  tenantId: string;
  receivedAt: Date;
  /** When its token was found to be Teams'. */
  verifiedAt: Date;
  /** Of the path: the callbackUri of one call; null on the global webhook. */
  callKey: string | null;
  messageId: string | null;
  originalMessageId: string | null;
  scenarioId: string | null;
}

/** 128 bits in base64url. A path that ends in anything else names no call; it may hold what Postgres refuses to store. */
const CALL_KEY = /^[\w-]{22}$/;

export function contextOf(request: TeamsRequest, callKey: string | null): NotificationContext {
  if (!request.teams) throw new Error('A calling route was reached without the inbound token hook');
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' && value.length <= 256 ? value : null;
  };
  return {
    ...request.teams,
    callKey: callKey !== null && CALL_KEY.test(callKey) ? callKey : null,
    messageId: header('x-microsoft-skype-message-id'),
    originalMessageId: header('x-microsoft-skype-original-message-id'),
    // The first invite may lack the one and carry the other; they are the same value (protocol §5.2).
    scenarioId: header('scenario-id') ?? header('x-microsoft-skype-chain-id'),
  };
}

/** The notification as evidence: secrets and names blanked, because it is stored. */
export function logged(
  context: NotificationContext,
  item: { kind: CommsNotification['kind'] | 'legacyInvite' | 'foreign' | 'empty'; callId?: string | null },
  body: unknown,
): LoggedNotification {
  return { ...context, kind: item.kind, callId: item.callId ?? null, body: redactNotification(body) ?? null };
}

/** What a trace is found by, of what Teams says itself: ids, and nothing that a person wrote. */
export function storyOf({ scenarioId }: NotificationContext, items: readonly CommsNotification[]) {
  const [chainId] = items.flatMap((item) => ('call' in item && item.call.callChainId) || []);
  return { 'witness.scenario_id': scenarioId ?? undefined, 'witness.call_chain_id': chainId };
}

/** And of the request alone. */
export function requestAttributes({ messageId }: NotificationContext, items: readonly CommsNotification[]) {
  return {
    'witness.message_id': messageId ?? undefined,
    'witness.notification_kinds': items.map(({ kind }) => kind),
    'witness.call_ids': items.flatMap((item) => ('callId' in item && item.callId) || []),
  };
}
