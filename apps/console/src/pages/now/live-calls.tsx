import { Link } from 'wouter';
import { Asked } from '../../parts/asked.js';
import { Section } from '../../parts/page.js';
import { Table } from '../../parts/table.js';
import { callColumns } from '../calls/call-columns.js';
import { useLiveCalls } from './asked-now.js';

/** Every call that has not ended. */
export function LiveCalls() {
  const calls = useLiveCalls();
  return (
    <Section title="Live calls" about="Calls that Teams invited us to and that have not ended; the newest first." wide>
      <Asked
        what="Live calls"
        from={calls}
        empty={{
          when: ({ items }) => items.length === 0,
          say: 'No call is up. The next one appears here by itself as soon as Teams invites us.',
        }}
      >
        {({ items, nextCursor }) => (
          <>
            <Table caption="Live calls" rows={items} keyOf={({ id }) => id} columns={callColumns} />
            {nextCursor !== null && (
              <p className="about">
                These are the newest {items.length}; <Link href="/sessions?active=true">there are more</Link>.
              </p>
            )}
          </>
        )}
      </Asked>
    </Section>
  );
}
