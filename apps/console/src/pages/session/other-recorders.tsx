import type { SessionDetail } from '@app/contracts';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { useConversationOf, useCoverageOf } from './asked-of-conversation.js';
import { recordersNamed, type RecorderNamed } from './recorders-named.js';

const ABOUT = 'Applications that Teams invited for the same person, as it named them when it invited us.';

/** Who else was to record: paired recorders and those of others, and whether each did. */
export function OtherRecorders({ call }: { call: SessionDetail }) {
  return (
    <Section title="Other recorders" about={ABOUT}>
      {call.pairedRecorders.length + call.otherRecorders.length === 0 ? (
        <p className="empty">Teams named none.</p>
      ) : (
        <Recorders call={call} />
      )}
    </Section>
  );
}

function Recorders({ call }: { call: SessionDetail }) {
  const conversation = useConversationOf(call);
  const coverage = useCoverageOf(call);
  if (call.conversationId === null) return <RecorderTable of={recordersNamed(call, { legs: [] }, { items: [] })} />;
  return (
    <Asked what="Their conversation" from={conversation}>
      {(known) => (
        <Asked what="Whom they recorded" from={coverage}>
          {(covered) => <RecorderTable of={recordersNamed(call, known, covered)} />}
        </Asked>
      )}
    </Asked>
  );
}

function RecorderTable({ of }: { of: readonly RecorderNamed[] }) {
  return (
    <Table
      caption="Other recorders"
      rows={of.map((named, index) => ({ ...named, index }))}
      keyOf={({ index }) => String(index)}
      columns={[
        { name: 'Recorder', of: ({ id }) => <Copyable id={id} what="id of the recorder" /> },
        { name: 'Participant', of: ({ participantId }) => <Copyable id={participantId} what="participant id" /> },
        { name: 'Named as', of: ({ as }) => as },
        { name: 'Its call here', of: ({ sessionIds }) => <ItsCalls of={sessionIds} /> },
        { name: 'Recorded', of: ({ seen, sessionIds }) => <Seen of={seen} isOurs={sessionIds.length > 0} /> },
      ]}
    />
  );
}

function ItsCalls({ of }: { of: readonly string[] }) {
  if (of.length === 0) return <span className="none">none of ours</span>;
  return (
    <ul className="plain-list">
      {of.map((sessionId) => (
        <li key={sessionId}>
          <Copyable id={sessionId} what="session id" href={`/sessions/${sessionId}`} />
        </li>
      ))}
    </ul>
  );
}

/** Of ours its call tells it better than rosters do. */
function Seen({ of, isOurs }: { of: RecorderNamed['seen']; isOurs: boolean }) {
  if (of.length === 0) return <span className="none">{isOurs ? 'see its call' : 'not that we saw'}</span>;
  return (
    <ul className="plain-list">
      {of.map(({ from, to }) => (
        <li key={from}>
          <Moment at={from} /> to {to === null ? 'now' : <Moment at={to} />}
        </li>
      ))}
    </ul>
  );
}
