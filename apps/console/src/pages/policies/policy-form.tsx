import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useSignIn } from '../../auth/signed-in.js';
import { Choice, optionsOf } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import {
  ACTIONS,
  MATCHES,
  MEDIA_KINDS,
  MODALITIES,
  namesPolicies,
  REJECT_REASONS,
  takesPrompts,
  type Draft,
} from './draft.js';
import { MATCH_NAMES, MEMBERS } from './policy-in-words.js';
import { PromptRows, TargetRows } from './policy-rows.js';

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** All of a policy. What does not go with what was chosen is not asked for, and kept as it is until something else is. */
export function PolicyForm({ draft, onChange }: Props) {
  const { isAtHome } = useSignIn();
  const set =
    <Member extends keyof Draft>(member: Member) =>
    (value: Draft[Member]) =>
      onChange({ ...draft, [member]: value });
  const { match, action } = draft;
  const isKept = action === 'record' || action === 'answer';
  return (
    <div className="search">
      <Field
        label={MEMBERS.name}
        hint="For people"
        value={draft.name}
        onChange={set('name')}
        isRequired
        maxLength={200}
      />
      {isAtHome && (
        <Field
          label={MEMBERS.tenantId}
          hint="Empty: every tenant served"
          value={draft.tenantId}
          onChange={set('tenantId')}
        />
      )}
      <Choice
        label={MEMBERS.match}
        value={match}
        options={MATCHES.map((value) => ({ value, name: MATCH_NAMES[value] }))}
        onChange={set('match')}
      />
      {namesPolicies(match) && (
        <Field
          label={MEMBERS.policyIdentifier}
          hint={match === 'pattern' ? '* is any run of characters, ? any one' : 'In full, as Teams names it'}
          value={draft.policyIdentifier}
          onChange={set('policyIdentifier')}
          maxLength={512}
        />
      )}
      <Choice
        label={MEMBERS.action}
        value={action}
        options={ACTIONS.map((value) => ({ value, name: value }))}
        onChange={set('action')}
      />
      {action === 'decline' && (
        <Choice
          label={MEMBERS.rejectReason}
          value={draft.rejectReason}
          options={optionsOf('unset', REJECT_REASONS)}
          onChange={set('rejectReason')}
        />
      )}
      {action === 'redirect' && (
        <>
          <TargetRows rows={draft.redirectTargets} onChange={set('redirectTargets')} />
          <Field
            label={MEMBERS.redirectTimeoutSeconds}
            hint="15 to 90"
            type="number"
            value={draft.redirectTimeoutSeconds}
            onChange={set('redirectTimeoutSeconds')}
          />
        </>
      )}
      {isKept && (
        <>
          <Choice
            label={MEMBERS.mediaKind}
            value={draft.mediaKind}
            options={optionsOf('as is built in', MEDIA_KINDS)}
            onChange={set('mediaKind')}
          />
          <Field
            label={MEMBERS.participantCapacity}
            type="number"
            value={draft.participantCapacity}
            onChange={set('participantCapacity')}
          />
          {takesPrompts(draft.mediaKind) && (
            <PromptRows rows={draft.prefetchPrompts} onChange={set('prefetchPrompts')} />
          )}
          <CheckboxGroup
            className="field"
            value={[...draft.modalities]}
            onChange={(chosen) => set('modalities')(MODALITIES.filter((modality) => chosen.includes(modality)))}
          >
            <Label>{MEMBERS.modalities}</Label>
            {MODALITIES.map((modality) => (
              <Tick key={modality} value={modality} name={modality} />
            ))}
          </CheckboxGroup>
          <Checkbox
            className="tick"
            isSelected={draft.contentSharingNotifications}
            onChange={set('contentSharingNotifications')}
          >
            <TickBox /> {MEMBERS.contentSharingNotifications}
          </Checkbox>
        </>
      )}
    </div>
  );
}

function Tick({ value, name }: { value: string; name: string }) {
  return (
    <Checkbox className="tick" value={value}>
      <TickBox /> {name}
    </Checkbox>
  );
}

function TickBox() {
  return (
    <svg className="tick-box" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3.5 8.5l3 3 6-7" />
    </svg>
  );
}
