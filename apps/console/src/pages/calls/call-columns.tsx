import type { Session } from '@app/contracts';
import { Link } from 'wouter';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Since } from '../../parts/since.js';
import type { Column } from '../../parts/table.js';
import { RecordingBadge } from './recording-badge.js';

/** A call in a list, wherever calls are listed. */
export const callColumns: readonly [Column<Session>, ...Column<Session>[]] = [
  { name: 'Invited', of: ({ id, receivedAt }) => <CallLink sessionId={id} at={receivedAt} /> },
  { name: 'Recording', of: (call) => <RecordingBadge call={call} /> },
  { name: 'State', of: ({ callState }) => callState },
  { name: 'Call', of: ({ callId }) => <Copyable id={callId} what="call id" /> },
  { name: 'User', of: ({ observedUserId }) => <Copyable id={observedUserId} what="user id" /> },
  { name: 'Policy', of: ({ policyName, policyIdentifier }) => policyName ?? policyIdentifier ?? 'direct call' },
  { name: 'Seats', isNumber: true, of: seatsOf },
  { name: 'Media host', of: ({ mediaHostId }) => <Copyable whole id={mediaHostId} what="media host id" /> },
  { name: 'Lasts', isNumber: true, of: ({ receivedAt, endedAt }) => <Since at={receivedAt} until={endedAt} /> },
];

function CallLink({ sessionId, at }: { sessionId: string; at: string }) {
  return (
    <Link href={`/sessions/${sessionId}`}>
      <Moment at={at} />
    </Link>
  );
}

function seatsOf({ participantCount, participantCapacity }: Session): string {
  return participantCapacity === null ? `${participantCount}` : `${participantCount} of ${participantCapacity}`;
}
