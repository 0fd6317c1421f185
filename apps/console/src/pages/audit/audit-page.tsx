import { useSearchParams } from 'wouter';
import type { AuditEntry } from '@app/contracts';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Badge, type Tone } from '../../parts/badge.js';
import { Copyable } from '../../parts/copyable.js';
import { Json } from '../../parts/json.js';
import { Moment } from '../../parts/moment.js';
import { Page, Section } from '../../parts/page.js';
import { Pager } from '../../parts/pager.js';
import { Table } from '../../parts/table.js';
import { AuditExports } from './audit-exports.js';
import { AuditSearch } from './audit-search.js';
import { auditedIn } from './audited-by.js';

const OUTCOMES: Record<AuditEntry['outcome'], Tone> = {
  ordered: 'plain',
  done: 'good',
  refused: 'warn',
  failed: 'bad',
};

/** Who asked for what, and what came of it. */
export function AuditPage() {
  const [asked] = useSearchParams();
  const narrowed = auditedIn(asked);
  const entries = useAnswer(questions.audit({ ...narrowed, cursor: asked.get('cursor') ?? undefined, limit: 50 }));
  return (
    <Page title="Audit" actions={<AuditExports narrowed={narrowed} />}>
      <AuditSearch />
      <Section title="Entries" about="The newest first. Looking at them is an entry, too." wide>
        <Asked
          what="The audit trail"
          from={entries}
          empty={{ when: ({ items }) => items.length === 0, say: 'No entry fits.' }}
        >
          {({ items, nextCursor }) => (
            <>
              <Table
                caption="Audit entries"
                rows={items}
                keyOf={({ id }) => id}
                columns={[
                  { name: 'When', of: ({ at }) => <Moment at={at} /> },
                  { name: 'Outcome', of: ({ outcome }) => <Badge tone={OUTCOMES[outcome]}>{outcome}</Badge> },
                  { name: 'Who', of: ({ actor }) => <Copyable id={actor} what="object id of the actor" /> },
                  { name: 'As', of: ({ actorKind }) => actorKind ?? '–' },
                  { name: 'What', of: ({ method, route }) => `${method} ${route}` },
                  { name: 'Status', isNumber: true, of: ({ status, code }) => `${status ?? '–'} ${code ?? ''}` },
                  { name: 'Shown', isNumber: true, of: ({ shown }) => shown ?? '–' },
                  { name: 'Reason', of: ({ reason }) => <span className="wraps">{reason ?? '–'}</span> },
                  { name: 'All of it', of: (entry) => <Details entry={entry} /> },
                ]}
              />
              <Pager nextCursor={nextCursor} />
            </>
          )}
        </Asked>
      </Section>
    </Page>
  );
}

function Details({ entry }: { entry: AuditEntry }) {
  return (
    <details>
      <summary>Entry {entry.id}</summary>
      <Json name={`Entry ${entry.id}`} value={entry} />
    </details>
  );
}
