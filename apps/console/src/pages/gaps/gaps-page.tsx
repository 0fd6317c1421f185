import { useSearchParams } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { flagIn } from '../../parts/address.js';
import { Asked } from '../../parts/asked.js';
import { Choice } from '../../parts/choice.js';
import { Page, Section } from '../../parts/page.js';
import { Pager } from '../../parts/pager.js';
import { GapTable } from './gap-table.js';

const SHOWN = [
  { value: 'false', name: 'those that nothing explains' },
  { value: '', name: 'all' },
  { value: 'true', name: 'those with a cause or an explanation' },
] as const;

/** What policy wanted recorded and nobody kept. */
export function GapsPage() {
  const [asked, ask] = useSearchParams();
  const explained = SHOWN.find(({ value }) => value === asked.get('explained'))?.value ?? 'false';
  const gaps = useAnswer(
    questions.gaps({ explained: flagIn(explained), cursor: asked.get('cursor') ?? undefined, limit: 50 }),
  );
  return (
    <Page title="Gaps">
      <Choice label="Show" value={explained} options={SHOWN} onChange={(value) => ask({ explained: value })} />
      <Section
        title="Results"
        about="The newest first; a gap is known a minute after the last call of its conversation."
        wide
      >
        <Asked
          what="Gaps"
          from={gaps}
          empty={{
            when: ({ items }) => items.length === 0,
            say: explained === 'false' ? 'Every gap that is known has a cause.' : 'No gap is known.',
          }}
        >
          {({ items, nextCursor }) => (
            <>
              <GapTable gaps={items} />
              <Pager nextCursor={nextCursor} />
            </>
          )}
        </Asked>
      </Section>
    </Page>
  );
}
