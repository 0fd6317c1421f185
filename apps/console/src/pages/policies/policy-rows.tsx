import { Choice } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { Rows } from '../../parts/rows.js';
import { TARGET_KINDS, type PromptDraft, type TargetDraft } from './draft.js';
import { MEMBERS } from './policy-in-words.js';

interface Props<Row> {
  rows: readonly Row[];
  onChange: (rows: readonly Row[]) => void;
}

const TARGETS: Record<TargetDraft['kind'], { name: string; hint: string }> = {
  userId: { name: 'a user', hint: 'Object id in Entra' },
  applicationInstanceId: { name: 'an application', hint: 'Object id of its resource account' },
  phoneNumber: { name: 'a phone number', hint: 'With + and country, as in +4930123456' },
};

/** To whom a direct call is redirected; Graph tries one after another. */
export function TargetRows(props: Props<TargetDraft>) {
  return (
    <Rows label={MEMBERS.redirectTargets} one="target" fresh={{ kind: 'userId', id: '' }} {...props}>
      {({ kind, id }, set) => (
        <>
          <Choice
            label="To"
            value={kind}
            options={TARGET_KINDS.map((value) => ({ value, name: TARGETS[value].name }))}
            onChange={(next) => set({ kind: next, id })}
          />
          <Field
            label={kind === 'phoneNumber' ? 'Number' : 'Id'}
            hint={TARGETS[kind].hint}
            value={id}
            onChange={(next) => set({ kind, id: next })}
          />
        </>
      )}
    </Rows>
  );
}

/** What Graph fetches beforehand, to be played. */
export function PromptRows(props: Props<PromptDraft>) {
  return (
    <Rows label={MEMBERS.prefetchPrompts} one="prompt" fresh={{ uri: '', resourceId: '' }} {...props}>
      {({ uri, resourceId }, set) => (
        <>
          <Field
            label="Address"
            hint="https://… of a sound file"
            value={uri}
            onChange={(next) => set({ uri: next, resourceId })}
          />
          <Field
            label="Resource id"
            hint="Of its version; may be empty"
            value={resourceId}
            onChange={(next) => set({ uri, resourceId: next })}
            maxLength={256}
          />
        </>
      )}
    </Rows>
  );
}
