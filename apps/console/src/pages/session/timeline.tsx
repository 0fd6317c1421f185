import type { TimelinePage } from '@app/contracts';
import { useSearchParams } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Choice } from '../../parts/choice.js';
import { Folded } from '../../parts/folded.js';
import { Json } from '../../parts/json.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Pager } from '../../parts/pager.js';
import { Table } from '../../parts/table.js';
import { inWords } from './in-words.js';

type Entry = TimelinePage['items'][number];

/** In the address. */
const PLACE = 'timeline';
const SEGMENTS = [
  { value: 'joined', name: 'from when to when' },
  { value: 'each', name: 'segment by segment' },
] as const;

/** Everything that happened to a call, in order, with what belongs to it. */
export function Timeline({ sessionId }: { sessionId: string }) {
  const [asked, ask] = useSearchParams();
  const segments = SEGMENTS.find(({ value }) => value === asked.get('segments'))?.value ?? 'joined';
  const cursor = asked.get(PLACE) ?? undefined;
  const timeline = useAnswer(questions.timeline(sessionId, { segments, cursor, limit: 200 }));
  const show = (value: (typeof SEGMENTS)[number]['value']) =>
    ask((before) => {
      const next = new URLSearchParams(before);
      next.set('segments', value);
      next.delete(PLACE);
      return next;
    });
  return (
    <Section title="What happened" about="In order. Each with what brought it about, and all that was noted." wide>
      <Choice label="Media that was kept" value={segments} options={SEGMENTS} onChange={show} />
      <Asked
        what="The timeline"
        from={timeline}
        empty={{ when: ({ items }) => items.length === 0, say: 'Nothing is on record of it.' }}
      >
        {({ items, nextCursor }) => (
          <>
            <Table
              caption="Timeline"
              rows={items.map((entry, index) => ({ entry, index }))}
              keyOf={({ entry, index }) => `${entry.at} ${index}`}
              columns={[
                { name: 'When', of: ({ entry }) => <Moment at={entry.at} as="exact" /> },
                { name: 'What', of: ({ entry }) => inWords(entry) },
                { name: 'Because of', of: ({ entry }) => entry.cause },
                { name: 'All of it', of: ({ entry }) => <Details entry={entry} /> },
              ]}
            />
            <Pager nextCursor={nextCursor} of="the timeline" place={PLACE} ways={['Oldest', 'Later']} />
          </>
        )}
      </Asked>
    </Section>
  );
}

function Details({ entry }: { entry: Entry }) {
  if (Object.keys(entry.data).length === 0) return <span className="none">–</span>;
  return (
    <Folded summary={entry.type.replace(/^.*\./, '')}>{() => <Json name={entry.type} value={entry.data} />}</Folded>
  );
}
