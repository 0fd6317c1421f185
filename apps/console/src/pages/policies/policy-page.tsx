import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { useSignIn } from '../../auth/signed-in.js';
import { Asked } from '../../parts/asked.js';
import { Badge } from '../../parts/badge.js';
import { Facts } from '../../parts/facts.js';
import { Page, Section } from '../../parts/page.js';
import { DryRun } from './dry-run.js';
import { PolicyEditor } from './policy-editor.js';
import { PolicyHistory } from './policy-history.js';
import { policyInWords } from './policy-in-words.js';

/** One policy: what it says, what it would do, and what it was like before. */
export function PolicyPage({ policyId }: { policyId: string }) {
  const { roles } = useSignIn();
  const policy = useAnswer(questions.policy(policyId), { everyMs: 30_000 });
  const mayChange = roles.has('Recording.Operate');
  return (
    <Page
      title={`Policy ${policyId}`}
      actions={policy.data && <StateBadge retiredAt={policy.data.retiredAt} version={policy.data.version} />}
    >
      <Asked what="This policy" from={policy}>
        {(known) => (
          <div className="grid">
            {mayChange && known.retiredAt === null ? (
              <PolicyEditor policy={known} />
            ) : (
              <>
                <Section title="What it says">
                  <Facts of={policyInWords(known)} />
                </Section>
                <DryRun draft={null} />
              </>
            )}
            <PolicyHistory policyId={policyId} />
          </div>
        )}
      </Asked>
    </Page>
  );
}

function StateBadge({ retiredAt, version }: { retiredAt: string | null; version: number }) {
  return retiredAt === null ? (
    <Badge tone="good">{`version ${version}, in force`}</Badge>
  ) : (
    <Badge>{`version ${version}, retired`}</Badge>
  );
}
