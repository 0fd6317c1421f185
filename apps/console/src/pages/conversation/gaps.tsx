import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Section } from '../../parts/page.js';
import { Pager, usePlace } from '../../parts/pager.js';
import { GapTable } from '../gaps/gap-table.js';

/** In the address. */
const PLACE = 'gaps';

/** What of a conversation policy wanted recorded and nobody kept. */
export function Gaps({ conversationId }: { conversationId: string }) {
  const found = questions.gaps({ conversationId, limit: 50, cursor: usePlace(PLACE) });
  return (
    <Section
      title="Gaps"
      about="What policy wanted recorded and nobody kept; known a minute after the last call has ended."
      wide
    >
      <Asked
        what="Gaps"
        from={useAnswer(found, { everyMs: 60_000 })}
        empty={{ when: ({ items }) => items.length === 0, say: 'None is known.' }}
      >
        {({ items, nextCursor }) => (
          <>
            <GapTable gaps={items} />
            <Pager nextCursor={nextCursor} of="gaps" place={PLACE} />
          </>
        )}
      </Asked>
    </Section>
  );
}
