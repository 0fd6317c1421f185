import { Link, useSearchParams } from 'wouter';
import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { useSignIn } from '../../auth/signed-in.js';
import { flagIn } from '../../parts/address.js';
import { Asked } from '../../parts/asked.js';
import { Badge } from '../../parts/badge.js';
import { Choice } from '../../parts/choice.js';
import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Page, Section } from '../../parts/page.js';
import { Pager } from '../../parts/pager.js';
import { Table } from '../../parts/table.js';

const SHOWN = [
  { value: '', name: 'in force' },
  { value: 'true', name: 'in force and retired' },
] as const;

/** What is to be done with calls, rule by rule. */
export function PoliciesPage() {
  const [asked, ask] = useSearchParams();
  const { roles } = useSignIn();
  const retired = asked.get('retired') === 'true' ? 'true' : '';
  const policies = useAnswer(
    questions.policies({ retired: flagIn(retired), cursor: asked.get('cursor') ?? undefined, limit: 50 }),
  );
  return (
    <Page title="Policies" actions={roles.has('Recording.Operate') && <Link href="/new-policy">New policy</Link>}>
      <Choice label="Show" value={retired} options={SHOWN} onChange={(value) => ask(value ? { retired: value } : {})} />
      <Section
        title="Recording policies"
        about="The newest first. Which of several decides is told by a dry run, on the page of each."
        wide
      >
        <Asked
          what="Policies"
          from={policies}
          empty={{
            when: ({ items }) => items.length === 0,
            say: 'There is none: what is built in decides every call.',
          }}
        >
          {({ items, nextCursor }) => (
            <>
              <Table
                caption="Recording policies"
                rows={items}
                keyOf={({ policyId }) => policyId}
                columns={[
                  { name: 'Policy', of: ({ policyId }) => <PolicyId id={policyId} /> },
                  { name: 'Name', of: ({ name }) => name },
                  { name: 'For', of: ({ match, policyIdentifier }) => `${match} ${policyIdentifier ?? ''}` },
                  {
                    name: 'Tenant',
                    of: ({ tenantId }) =>
                      tenantId === null ? 'every one' : <Copyable id={tenantId} what="tenant id" />,
                  },
                  { name: 'Action', of: ({ action }) => action },
                  { name: 'Version', isNumber: true, of: ({ version }) => version },
                  { name: 'Since', of: ({ createdAt }) => <Moment at={createdAt} /> },
                  {
                    name: 'State',
                    of: ({ retiredAt }) =>
                      retiredAt === null ? <Badge tone="good">in force</Badge> : <Badge>retired</Badge>,
                  },
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

function PolicyId({ id }: { id: string }) {
  return <Copyable whole id={id} what="policy id" href={`/policies/${id}`} />;
}
