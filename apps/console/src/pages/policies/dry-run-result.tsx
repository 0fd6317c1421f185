import type { PolicyTrial } from '@app/contracts';
import { Table } from '../../parts/table.js';

/** What would be decided, beside what is in force and what was decided then; and who else would have a say. */
export function DryRunResult({ trial: { decision, withoutDraft, decidedThen, covering } }: { trial: PolicyTrial }) {
  const rows = [
    { when: withoutDraft === null ? 'By what is in force' : 'With the draft', ...decision },
    ...(withoutDraft === null ? [] : [{ when: 'By what is in force', ...withoutDraft }]),
    ...(decidedThen === null ? [] : [{ when: 'When the call came', ...decidedThen, reason: '–', flags: [] }]),
  ];
  return (
    <div role="status">
      <Table
        caption="What would be decided"
        rows={rows}
        keyOf={({ when }) => when}
        columns={[
          { name: 'Basis', of: ({ when }) => when },
          { name: 'Action', of: ({ action }) => <strong>{action}</strong> },
          { name: 'Decided by', of: ({ ruleId }) => ruleId },
          { name: 'Version', isNumber: true, of: ({ ruleVersion }) => ruleVersion ?? '–' },
          { name: 'Because', of: ({ reason }) => reason },
          { name: 'Flags', of: ({ flags }) => flags.join(', ') || '–' },
        ]}
      />
      {covering.length > 0 && (
        <>
          <p>Policies for such calls, of which the first decides:</p>
          <ol>
            {covering.map(({ policyId, name, reason, isDraft }) => (
              <li key={`${policyId} ${isDraft}`}>
                {name} ({policyId}), {isDraft ? 'as drafted' : 'in force'}: {reason}
              </li>
            ))}
          </ol>
        </>
      )}
    </div>
  );
}
