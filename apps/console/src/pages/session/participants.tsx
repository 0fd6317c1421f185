import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Table } from '../../parts/table.js';

/** Who is or was in the call; ids only, since names are not kept. */
export function Participants({ sessionId }: { sessionId: string }) {
  return (
    <Section title="Participants" about="The last to join first. Whoever holds a seat is recorded by this call.">
      <Asked
        what="Participants"
        from={useAnswer(questions.participants(sessionId))}
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
            {nextCursor !== null && <p className="about">These are the last {items.length}; there are more.</p>}
          </>
        )}
      </Asked>
    </Section>
  );
}
