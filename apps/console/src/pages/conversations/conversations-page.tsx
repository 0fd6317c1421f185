import { Link, useSearchParams } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Badge } from '../../parts/badge.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Page, Section } from '../../parts/page.js';
import { Pager, usePlace } from '../../parts/pager.js';
import { Since } from '../../parts/since.js';
import { Table } from '../../parts/table.js';
import { ConversationSearch } from './conversation-search.js';
import { filtersIn } from './searched-by.js';

/** Every Teams call and meeting of which Teams ever invited us to a leg. What is searched for is in the address. */
export function ConversationsPage() {
  const [asked] = useSearchParams();
  const found = useAnswer(questions.conversations({ ...filtersIn(asked), cursor: usePlace(), limit: 50 }));
  return (
    <Page title="Conversations">
      <ConversationSearch />
      <Section
        title="Results"
        about="The newest first. Those of a user or a policy are found by their calls, on the page “Calls”."
        wide
      >
        <Asked
          what="Conversations"
          from={found}
          empty={{ when: ({ items }) => items.length === 0, say: 'No conversation is on record that fits.' }}
        >
          {({ items, nextCursor }) => (
            <>
              <Table
                caption="Conversations found"
                rows={items}
                keyOf={({ id }) => id}
                columns={[
                  { name: 'Began', of: ({ id, beganAt }) => <ConversationLink id={id} beganAt={beganAt} /> },
                  { name: 'State', of: ({ endedAt }) => <StateBadge endedAt={endedAt} /> },
                  { name: 'Legs', isNumber: true, of: ({ legs }) => legs },
                  { name: 'Of them up', isNumber: true, of: ({ legsUp }) => legsUp },
                  {
                    name: 'Lasts',
                    isNumber: true,
                    of: ({ beganAt, endedAt }) => <Since at={beganAt} until={endedAt} />,
                  },
                  { name: 'Ended', of: ({ endedAt }) => <Moment at={endedAt} /> },
                  { name: 'Conversation', of: ({ id }) => <Copyable id={id} what="conversation id" /> },
                  { name: 'Call chain', of: ({ callChainId }) => <Copyable id={callChainId} what="call chain id" /> },
                  { name: 'Tenant', of: ({ tenantId }) => <Copyable id={tenantId} what="tenant id" /> },
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

function ConversationLink({ id, beganAt }: { id: string; beganAt: string }) {
  return (
    <Link href={`/conversations/${id}`}>
      <Moment at={beganAt} />
    </Link>
  );
}

function StateBadge({ endedAt }: { endedAt: string | null }) {
  return endedAt === null ? <Badge tone="live">goes on</Badge> : <Badge>over</Badge>;
}
