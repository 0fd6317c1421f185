import { unwrap } from '@app/admin-client';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../../api/answers.js';
import { Field } from '../../parts/field.js';
import { OrderDialog, type Order } from '../../parts/order-dialog.js';
import { Page, Section } from '../../parts/page.js';
import { bodyOf, EMPTY } from './draft.js';
import { DryRun } from './dry-run.js';
import { PolicyForm } from './policy-form.js';

/** A policy that is not there yet. */
export function NewPolicyPage() {
  const api = useApi();
  const [, go] = useLocation();
  const [policyId, setPolicyId] = useState('');
  const [draft, setDraft] = useState(EMPTY);
  const body = bodyOf(draft);
  const create = async ({ reason, key }: Order) => {
    const header = { 'if-none-match': '*', 'idempotency-key': key } as const;
    const params = { path: { policyId }, query: { reason }, header };
    await unwrap(api.PUT('/admin/v1/policies/{policyId}', { params, body }));
    go(`/policies/${encodeURIComponent(policyId)}`);
  };
  return (
    <Page title="New policy">
      <div className="grid">
        <Section title="What it says" wide>
          <Field
            label="Id"
            hint="For good: letters, digits, dots, hyphens and underscores"
            value={policyId}
            onChange={setPolicyId}
            isRequired
            maxLength={100}
          />
          <PolicyForm draft={draft} onChange={setDraft} />
          <OrderDialog
            name="Create policy"
            about="It decides calls from now on."
            isDisabled={policyId === '' || draft.name === ''}
            send={create}
          />
        </Section>
        <DryRun draft={policyId === '' ? null : { policyId, ...body }} />
      </div>
    </Page>
  );
}
