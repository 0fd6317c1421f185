import type { Conversation } from '@app/contracts';
import { Link } from 'wouter';
import { Badge, type Tone } from '../../parts/badge.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';

type Leg = Conversation['legs'][number];

const MEDIA: Record<Leg['mediaState'], Tone> = { awaited: 'plain', flowing: 'live', unheard: 'warn', lost: 'bad' };
const SHOWN: Record<Leg['recordingStatus'], Tone> = { recording: 'live', notRecording: 'plain', failed: 'bad' };

/** Our calls of one conversation, and whom each of them records. */
export function Legs({ of }: { of: readonly Leg[] }) {
  return (
    <Table
      caption="Legs"
      rows={of}
      keyOf={({ sessionId }) => sessionId}
      columns={[
        { name: 'Invited', of: (leg) => <LegLink leg={leg} /> },
        { name: 'Leg', of: ({ isPrimary, lane }) => (isPrimary ? 'primary' : lane > 0 ? `twin ${lane}` : 'further') },
        { name: 'State', of: ({ callState }) => callState },
        {
          name: 'Teams shows',
          of: ({ recordingStatus }) => <Badge tone={SHOWN[recordingStatus]}>{recordingStatus}</Badge>,
        },
        { name: 'Media', of: ({ mediaState }) => <Badge tone={MEDIA[mediaState]}>{mediaState}</Badge> },
        { name: 'Media host', of: ({ mediaHostId }) => mediaHostId ?? '–' },
        { name: 'Records now', of: ({ seats }) => <Seats of={seats} /> },
        { name: 'Ended', of: ({ endedAt }) => <Moment at={endedAt} /> },
      ]}
    />
  );
}

function LegLink({ leg: { sessionId, receivedAt } }: { leg: Leg }) {
  return (
    <Link href={`/sessions/${sessionId}`}>
      <Moment at={receivedAt} />
    </Link>
  );
}

function Seats({ of }: { of: Leg['seats'] }) {
  if (of.length === 0) return <span className="none">nobody</span>;
  return (
    <ul className="plain-list">
      {of.map(({ participantId, userId }) => (
        <li key={participantId}>
          <Copyable id={userId ?? participantId} what={userId === null ? 'participant id' : 'user id'} />
        </li>
      ))}
    </ul>
  );
}
