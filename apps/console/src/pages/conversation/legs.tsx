import type { Conversation } from '@app/contracts';
import { Link } from 'wouter';
import { Badge } from '../../parts/badge.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { legName, mediaOf, shownOf, standingOf } from './leg-in-words.js';

type Leg = Conversation['legs'][number];

/** Our calls of one conversation, whom each of them records now, and which of them sent people on to another. */
export function Legs({ of }: { of: readonly Leg[] }) {
  return (
    <Table
      caption="Legs"
      rows={of}
      keyOf={({ sessionId }) => sessionId}
      columns={[
        { name: 'Leg', of: ({ sessionId }) => <LegLink legs={of} sessionId={sessionId} /> },
        { name: 'Invited', of: ({ receivedAt }) => <Moment at={receivedAt} /> },
        { name: 'As', of: standingOf },
        { name: 'Spilled from', of: ({ spilledFrom }) => <Spilled legs={of} from={spilledFrom} /> },
        { name: 'State', of: ({ callState }) => callState },
        { name: 'Teams shows', of: (leg) => <StateBadge of={shownOf(leg)} /> },
        { name: 'Media', of: (leg) => <StateBadge of={mediaOf(leg)} /> },
        { name: 'Media host', of: ({ mediaHostId }) => <Copyable whole id={mediaHostId} what="media host id" /> },
        { name: 'Records now', of: (leg) => <Seats leg={leg} /> },
        { name: 'Ended', of: ({ endedAt }) => <Moment at={endedAt} /> },
      ]}
    />
  );
}

/** A leg by its name, leading to its call. */
export function LegLink({ legs, sessionId }: { legs: readonly Leg[]; sessionId: string }) {
  return <Link href={`/sessions/${sessionId}`}>{legName(legs, sessionId)}</Link>;
}

function Spilled({ legs, from }: { legs: readonly Leg[]; from: string | null }) {
  if (from === null) return <span className="none">–</span>;
  return (
    <>
      <LegLink legs={legs} sessionId={from} />, which had no seat for them
    </>
  );
}

function StateBadge({ of: { tone, words } }: { of: ReturnType<typeof mediaOf> }) {
  return <Badge tone={tone}>{words}</Badge>;
}

function Seats({ leg: { seats, endedAt } }: { leg: Leg }) {
  if (seats.length === 0) return <span className="none">{endedAt === null ? 'nobody' : '–'}</span>;
  return (
    <ul className="plain-list">
      {seats.map(({ participantId, userId }) => (
        <li key={participantId}>
          <Copyable id={userId ?? participantId} what={userId === null ? 'participant id' : 'user id'} />
        </li>
      ))}
    </ul>
  );
}
