import { unwrap } from '@app/admin-client';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { useApi } from '../../api/answers.js';
import { Field } from '../../parts/field.js';
import { OrderDialog, type Order } from '../../parts/order-dialog.js';
import { Page, Section } from '../../parts/page.js';
import { EMPTY } from './draft.js';
import { DryRun } from './dry-run.js';
import { PolicyForm } from './policy-form.js';
import { readDraft } from './read-draft.js';

/** A policy that is not there yet. */
export function NewPolicyPage() {
  const api = useApi();
  const [, go] = useLocation();
  const [policyId, setPolicyId] = useState('');
  const [draft, setDraft] = useState(EMPTY);
  const { body, fault } = readDraft(draft);
  const put = async ({ reason, key }: Order) => {
    if (body === null) return;
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
          {fault !== null && <p className="fault">{fault}</p>}
          <OrderDialog
            name="Put"
            about="It decides calls from now on."
            isDisabled={body === null || policyId === '' || draft.name === ''}
            send={put}
          />
        </Section>
        <DryRun draft={body && policyId !== '' ? { policyId, ...body } : null} />
      </div>
    </Page>
  );
}
