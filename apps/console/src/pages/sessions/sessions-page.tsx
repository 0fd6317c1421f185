import { useSearchParams } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Page, Section } from '../../parts/page.js';
import { Pager } from '../../parts/pager.js';
import { Table } from '../../parts/table.js';
import { callColumns } from '../calls/call-columns.js';
import { filtersIn } from './searched-by.js';
import { SessionSearch } from './session-search.js';

/** Every call that Teams ever invited us to, and the search among them. What is searched for is in the address. */
export function SessionsPage() {
  const [asked] = useSearchParams();
  const found = useAnswer(
    questions.sessions({ ...filtersIn(asked), cursor: asked.get('cursor') ?? undefined, limit: 50 }),
  );
  return (
    <Page title="Calls">
      <SessionSearch />
      <Section title="Results" about="The newest first. A call's page tells why it went as it did." wide>
        <Asked
          what="Calls"
          from={found}
          empty={{
            when: ({ items }) => items.length === 0,
            say: 'No call is on record that fits. If somebody could not call, the page “Why” tells whether Teams asked us at all.',
          }}
        >
          {({ items, nextCursor }) => (
            <>
              <Table caption="Calls found" rows={items} keyOf={({ id }) => id} columns={callColumns} />
              <Pager nextCursor={nextCursor} />
            </>
          )}
        </Asked>
      </Section>
    </Page>
  );
}
