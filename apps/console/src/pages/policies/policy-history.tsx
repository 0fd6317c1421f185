import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { Asked } from '../../parts/asked.js';
import { Copyable } from '../../parts/copyable.js';
import { Facts } from '../../parts/facts.js';
import { Moment } from '../../parts/moment.js';
import { Section } from '../../parts/page.js';
import { Pager, usePlace } from '../../parts/pager.js';
import { DifferenceTable } from './difference-table.js';
import { differences } from './differences.js';
import { policyInWords } from './policy-in-words.js';

/** In the address. */
const PLACE = 'versions';

/** Who changed a policy, when and why, and what each change was. */
export function PolicyHistory({ policyId }: { policyId: string }) {
  const versions = useAnswer(questions.policyVersions(policyId, { limit: 20, cursor: usePlace(PLACE) }), {
    everyMs: 30_000,
  });
  return (
    <Section title="History" about="The newest version first, each with its change from the one before." wide>
      <Asked what="Its history" from={versions}>
        {({ items, nextCursor }) => (
          <>
            <ol className="plain-list">
              {items.map((version, index) => {
                const before = items[index + 1];
                return (
                  <li key={version.version}>
                    <h3>
                      Version {version.version}
                      {version.retiredAt !== null && ', retired'}
                    </h3>
                    <p className="about">
                      <Moment at={version.changedAt} as="full" />, by{' '}
                      {version.changedBy === null ? (
                        'the installation'
                      ) : (
                        <Copyable id={version.changedBy} what="object id of who changed it" />
                      )}
                      {version.reason !== null && `: ${version.reason}`}
                    </p>
                    {before === undefined && version.version > 1 && (
                      <p className="about">The version before it is on the next page.</p>
                    )}
                    {version.version === 1 && <Facts of={policyInWords(version)} />}
                    {before !== undefined && (
                      <DifferenceTable
                        caption={`Change to version ${version.version}`}
                        of={differences(before, version)}
                      />
                    )}
                  </li>
                );
              })}
            </ol>
            <Pager nextCursor={nextCursor} of="versions" place={PLACE} />
          </>
        )}
      </Asked>
    </Section>
  );
}
