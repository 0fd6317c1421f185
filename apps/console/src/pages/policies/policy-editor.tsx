import { unwrap } from '@app/admin-client';
import type { Policy } from '@app/contracts';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useApi } from '../../api/answers.js';
import { OrderDialog, type Order } from '../../parts/order-dialog.js';
import { Section } from '../../parts/page.js';
import { DifferenceTable } from './difference-table.js';
import { differences } from './differences.js';
import { bodyOf, draftOf } from './draft.js';
import { DryRun } from './dry-run.js';
import { PolicyForm } from './policy-form.js';

/** A policy in force, to be changed: the form, what the change is, what it would do, and the way to save it. */
export function PolicyEditor({ policy }: { policy: Policy }) {
  const api = useApi();
  // What the change is made to: somebody else may save another version meanwhile.
  const [base, setBase] = useState(policy);
  const [draft, setDraft] = useState(() => draftOf(policy));
  const body = bodyOf(draft);
  const changes = differences(base, body);

  const begin = (from: Policy) => {
    setBase(from);
    setDraft(draftOf(from));
  };
  const paramsOf = ({ reason, key }: Order) => ({
    path: { policyId: policy.policyId },
    query: { reason },
    header: { 'if-match': `"${base.version}"`, 'idempotency-key': key },
  });
  const save = async (order: Order) =>
    begin(await unwrap(api.PUT('/admin/v1/policies/{policyId}', { params: paramsOf(order), body })));
  const retire = (order: Order) => unwrap(api.DELETE('/admin/v1/policies/{policyId}', { params: paramsOf(order) }));

  return (
    <>
      <Section title="What it says" wide>
        {policy.version > base.version && (
          <div className="notice warn" role="status">
            <p>
              Somebody has saved version {policy.version} meanwhile; this is a change of version {base.version}.
            </p>
            <Button className="button" onPress={() => begin(policy)}>
              Begin from version {policy.version}
            </Button>
          </div>
        )}
        <PolicyForm draft={draft} onChange={setDraft} />
      </Section>
      <Section title="What would change" about={`Against version ${base.version}.`}>
        <DifferenceTable caption="What would change" of={changes} />
        <div className="buttons">
          <OrderDialog
            name="Save changes"
            about={<p>It decides calls from now on, as version {base.version + 1}.</p>}
            isDisabled={changes.length === 0}
            send={save}
          />
          <OrderDialog
            name="Retire"
            about="It decides no further call, for good: its id cannot be used again."
            send={retire}
          />
        </div>
      </Section>
      <DryRun draft={{ policyId: policy.policyId, ...body }} />
    </>
  );
}
