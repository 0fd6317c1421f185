import type { Session } from '@app/contracts';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Since } from '../../parts/since.js';
import { Table } from '../../parts/table.js';
import { useLiveCalls } from './asked-now.js';
import { RecordingBadge } from './recording-badge.js';

/** Every call that has not ended. */
export function LiveCalls() {
  const calls = useLiveCalls();
  return (
    <Section title="Live calls" about="Calls that Teams invited us to and that have not ended; the newest first." wide>
      <Asked
        what="Live calls"
        from={calls}
        empty={{
          when: ({ items }) => items.length === 0,
          say: 'No call is up. The next one appears here by itself as soon as Teams invites us.',
        }}
      >
        {({ items, nextCursor }) => (
          <>
            <CallTable calls={items} />
            {nextCursor !== null && <p className="about">These are the newest {items.length}; there are more.</p>}
          </>
        )}
      </Asked>
    </Section>
  );
}

function CallTable({ calls }: { calls: readonly Session[] }) {
  return (
    <Table
      caption="Live calls"
      rows={calls}
      keyOf={({ id }) => id}
      columns={[
        { name: 'Call', of: ({ callId }) => <Copyable id={callId} what="call id" /> },
        { name: 'Recording', of: (call) => <RecordingBadge call={call} /> },
        { name: 'State', of: ({ callState }) => callState },
        { name: 'User', of: ({ observedUserId }) => <Copyable id={observedUserId} what="user id" /> },
        { name: 'Policy', of: ({ policyName, policyIdentifier }) => policyName ?? policyIdentifier ?? 'direct call' },
        { name: 'Seats', isNumber: true, of: seatsOf },
        { name: 'Media host', of: ({ mediaHostId }) => mediaHostId ?? '–' },
        { name: 'Invited', of: ({ receivedAt }) => <Moment at={receivedAt} /> },
        { name: 'For', isNumber: true, of: ({ receivedAt }) => <Since at={receivedAt} /> },
      ]}
    />
  );
}

function seatsOf({ participantCount, participantCapacity }: Session): string {
  return participantCapacity === null ? `${participantCount}` : `${participantCount} of ${participantCapacity}`;
}
