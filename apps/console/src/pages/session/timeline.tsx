import type { TimelinePage } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Json } from '../../parts/json.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { inWords } from './in-words.js';

type Entry = TimelinePage['items'][number];

/** Everything that happened to a call, in order, with what belongs to it. */
export function Timeline({ sessionId }: { sessionId: string }) {
  return (
    <Section title="What happened" about="In order. Each with what brought it about, and all that was noted." wide>
      <Asked
        what="The timeline"
        from={useAnswer(questions.timeline(sessionId))}
        empty={{ when: ({ items }) => items.length === 0, say: 'Nothing is on record of it.' }}
      >
        {({ items, nextCursor }) => (
          <>
            <Table
              caption="Timeline"
              rows={items.map((entry, index) => ({ entry, index }))}
              keyOf={({ index }) => String(index)}
              columns={[
                { name: 'When', of: ({ entry }) => <Moment at={entry.at} as="exact" /> },
                { name: 'What', of: ({ entry }) => inWords(entry) },
                { name: 'Because of', of: ({ entry }) => entry.cause },
                { name: 'All of it', of: ({ entry }) => <Details entry={entry} /> },
              ]}
            />
            {nextCursor !== null && (
              <p className="about">These are the first {items.length} entries; there are more.</p>
            )}
          </>
        )}
      </Asked>
    </Section>
  );
}

function Details({ entry }: { entry: Entry }) {
  if (Object.keys(entry.data).length === 0) return <span className="none">–</span>;
  return (
    <details>
      <summary>{entry.type.replace(/^.*\./, '')}</summary>
      <Json name={entry.type} value={entry.data} />
    </details>
  );
}
