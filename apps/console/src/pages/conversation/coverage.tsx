import type { Conversation, CoveragePage } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { LanesPicture } from '../../parts/lanes-picture.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Pager, usePlace } from '../../parts/pager.js';
import { Since } from '../../parts/since.js';
import { Table } from '../../parts/table.js';
import { coverageLanes } from '../coverage/coverage-lanes.js';
import { legName } from './leg-in-words.js';
import { LegLink } from './legs.js';
import { recordingsIn } from './recordings.js';

/** In the address. */
const PLACE = 'coverage';
/** So many lanes can be looked over. */
const PEOPLE = 50;
/** Of whom nobody is recorded yet, no change of a call tells that somebody is. */
const WHILE_UP_MS = 15_000;

/** Whether everybody was recorded who should be, and by which call. */
export function Coverage({ conversation }: { conversation: Conversation }) {
  const { id, legs, beganAt, endedAt } = conversation;
  const question = questions.coverage(id, { limit: PEOPLE, cursor: usePlace(PLACE) });
  const coverage = useAnswer(question, endedAt === null ? { everyMs: WHILE_UP_MS } : {});
  return (
    <Section
      title="Coverage"
      about="By how many independent recorders each participant under policy was recorded while they were there."
      wide
    >
      <Asked
        what="Coverage"
        from={coverage}
        empty={{ when: ({ items }) => items.length === 0, say: 'Nobody under policy was in it, as far as Teams told.' }}
      >
        {({ items, nextCursor }) => (
          <>
            <LanesPicture
              caption="Coverage of participants"
              lanes={coverageLanes(items, (sessionId) => legName(legs, sessionId))}
              from={beganAt}
              to={endedAt}
            />
            <h3>Who was recorded by which leg</h3>
            <Recorded legs={legs} participants={items} />
            <Pager nextCursor={nextCursor} of="participants" place={PLACE} ways={['First', 'Next']} />
          </>
        )}
      </Asked>
    </Section>
  );
}

interface RecordedProps {
  legs: Conversation['legs'];
  participants: CoveragePage['items'];
}

function Recorded({ legs, participants }: RecordedProps) {
  const recordings = recordingsIn(participants);
  if (recordings.length === 0) return <p className="empty">No leg has kept media of anybody.</p>;
  return (
    <Table
      caption="Who was recorded by which leg"
      rows={recordings}
      keyOf={({ participantId, sessionId, from }) => `${participantId} ${sessionId} ${from}`}
      columns={[
        {
          name: 'Participant',
          of: ({ participantId }) => <Copyable id={participantId} what="participant id" />,
        },
        { name: 'User', of: ({ userId }) => <Copyable id={userId} what="user id of the participant" /> },
        { name: 'Recorded by', of: ({ sessionId }) => <LegLink legs={legs} sessionId={sessionId} /> },
        { name: 'From', of: ({ from }) => <Moment at={from} /> },
        { name: 'To', of: ({ to }) => (to === null ? 'goes on' : <Moment at={to} />) },
        { name: 'For', isNumber: true, of: ({ from, to }) => <Since at={from} until={to} /> },
      ]}
    />
  );
}
