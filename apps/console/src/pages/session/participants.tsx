import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Pager, usePlace } from '../../parts/pager.js';
import { Table } from '../../parts/table.js';

/** In the address. */
const PLACE = 'participants';

/** Who is or was in the call; ids only, since names are not kept. */
export function Participants({ sessionId }: { sessionId: string }) {
  const participants = useAnswer(questions.participants(sessionId, { limit: 50, cursor: usePlace(PLACE) }));
  return (
    <Section title="Participants" about="The last to join first. Whoever holds a seat is recorded by this call." wide>
      <Asked
        what="Participants"
        from={participants}
        empty={{ when: ({ items }) => items.length === 0, say: 'Teams has told us of nobody in this call.' }}
      >
        {({ items, nextCursor }) => (
          <>
            <Table
              caption="Participants"
              rows={items}
              keyOf={({ participantId }) => participantId}
              columns={[
                {
                  name: 'Participant',
                  of: ({ participantId }) => <Copyable id={participantId} what="participant id" />,
                },
                { name: 'User', of: ({ userId }) => <Copyable id={userId} what="user id of the participant" /> },
                { name: 'Kind', of: ({ identityKind }) => identityKind ?? '–' },
                { name: 'Joined', of: ({ joinedAt }) => <Moment at={joinedAt} /> },
                { name: 'Left', of: ({ leftAt }) => <Moment at={leftAt} /> },
                { name: 'When joining', of: ({ seatDecision }) => seatDecision ?? '–' },
                { name: 'Seat from', of: ({ seatTakenAt }) => <Moment at={seatTakenAt} /> },
                { name: 'Seat to', of: ({ seatFreedAt }) => <Moment at={seatFreedAt} /> },
              ]}
            />
            <Pager nextCursor={nextCursor} of="participants" place={PLACE} ways={['Last to join', 'Before them']} />
          </>
        )}
      </Asked>
    </Section>
  );
}
