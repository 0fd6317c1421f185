import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Section } from '../../parts/page.js';
import { GapTable } from '../gaps/gap-table.js';

/** What of a conversation policy wanted recorded and nobody kept. */
export function Gaps({ conversationId }: { conversationId: string }) {
  return (
    <Section
      title="Gaps"
      about="What policy wanted recorded and nobody kept; known a minute after the last call has ended."
      wide
    >
      <Asked
        what="Gaps"
        from={useAnswer(questions.gaps({ conversationId, limit: 100 }), { everyMs: 60_000 })}
        empty={{ when: ({ items }) => items.length === 0, say: 'None is known.' }}
      >
        {({ items }) => <GapTable gaps={items} />}
      </Asked>
    </Section>
  );
}
