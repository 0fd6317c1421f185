import { unwrap } from '@app/admin-client';
import type { PolicyBody } from '@app/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useApi } from '../../api/answers.js';
import { Action } from '../../parts/action.js';
import { Choice } from '../../parts/choice.js';
import { Failure } from '../../parts/failure.js';
import { Field } from '../../parts/field.js';
import { Section } from '../../parts/page.js';
import { DryRunResult } from './dry-run-result.js';
import { triedCall, WAYS, type Way } from './tried-call.js';

interface Props {
  /** What is in the form; null: what is in force is tried alone. */
  draft: ({ policyId: string } & PolicyBody) | null;
}

/** What would be decided for a call, with the draft and without it. Nothing is stored, and nobody is told. */
export function DryRun({ draft }: Props) {
  const api = useApi();
  const [way, setWay] = useState<Way>('session');
  const [text, setText] = useState('');
  const [tenantId, setTenantId] = useState('');
  const trial = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/admin/v1/policies/dry-run', { body: { ...triedCall(way, text.trim(), tenantId.trim()), draft } }),
      ),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    trial.mutate();
  };
  const change = (next: Way) => {
    setWay(next);
    setText('');
    trial.reset();
  };
  return (
    <Section title="Dry run" about="What would be decided, with the draft above and without it. Nothing is stored.">
      <form onSubmit={submit} className="lines">
        <Choice label="For" value={way} options={WAYS} onChange={change} />
        <Field
          label={FIELDS[way]}
          value={text}
          onChange={setText}
          isRequired={way !== 'parts'}
          {...(way === 'notification' && { lines: 6 })}
        />
        {way === 'parts' && <Field label="Tenant of the policy" value={tenantId} onChange={setTenantId} isRequired />}
        {way === 'notification' && (
          <Field
            label="Tenant of the call"
            hint="Only where the notification names none: that of the token it came with."
            value={tenantId}
            onChange={setTenantId}
          />
        )}
        <Action isPrimary isWaiting={trial.isPending} waiting="Trying …">
          Try
        </Action>
      </form>
      {trial.error && <Failure title="It could not be tried" error={trial.error} />}
      {trial.data && <DryRunResult trial={trial.data} />}
    </Section>
  );
}

const FIELDS: Record<Way, string> = {
  session: 'Session id',
  parts: 'Policy identifier; empty: a direct call',
  notification: 'What Teams posted, as JSON',
};
