import type { BareRow } from './bare-statements.js';

/** A body of the bench's mix (notification-bodies.ts), as far as it is looked at. */
export interface MixedBody {
  value: [Item];
}

interface Item {
  changeType: string;
  resourceUrl: string;
  resourceData?: unknown;
}

interface Entry {
  id: string;
  isMuted: boolean;
  isInLobby: boolean;
  rosterSequenceNumber: number;
  info: { identity: { user: { id: string; tenantId: string; displayName: string } } };
}

/** What the recorder stores in place of a secret or a name. */
const BLANKED = '[redacted]';

/** What is stored of it, without a check and without a decision: where what stands in such a body is known. */
export function rowOf(
  { value: [item] }: MixedBody,
  request: Pick<BareRow, 'receivedAt' | 'tenantId' | 'callKey' | 'messageId' | 'scenarioId'>,
): BareRow {
  const [, , , callId = '', member] = item.resourceUrl.split('/');
  const row = { ...request, callId, body: item, version: null, people: [], sharing: null };
  if (member === 'contentsharingsessions')
    return { ...row, kind: 'contentSharing', sharing: item.changeType === 'created' };
  if (member !== 'participants') {
    (item.resourceData as { meetingInfo: { token: string } }).meetingInfo.token = BLANKED;
    return { ...row, kind: 'callUpdated' };
  }
  const entries = item.resourceData as Entry[];
  const people = entries.map(({ id, isInLobby, isMuted, info: { identity } }) => {
    identity.user.displayName = BLANKED;
    const { id: user_id, tenantId: tenant_id } = identity.user;
    return { participant_id: id, user_id, tenant_id, is_in_lobby: isInLobby, is_muted: isMuted };
  });
  return { ...row, kind: 'roster', version: String(entries[0]?.rosterSequenceNumber), people };
}
