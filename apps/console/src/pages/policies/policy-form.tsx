import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useSignIn } from '../../auth/signed-in.js';
import { Choice, optionsOf } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { ACTIONS, MATCHES, MEDIA_KINDS, MODALITIES, REJECT_REASONS, type Draft } from './draft.js';

interface Props {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

const MATCH_NAMES: Record<Draft['match'], string> = {
  exact: 'one policy of Teams, by its identifier',
  pattern: 'policies of Teams, by a pattern',
  anyPolicy: 'any policy of Teams',
  direct: 'direct calls, under no policy',
};

/** All of a policy. What does not go with its action is not asked for, and kept as it is. */
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
      <Field label="Name" hint="For people" value={draft.name} onChange={set('name')} isRequired maxLength={200} />
      {isAtHome && (
        <Field label="Tenant" hint="Empty: every tenant served" value={draft.tenantId} onChange={set('tenantId')} />
      )}
      <Choice
        label="For"
        value={match}
        options={MATCHES.map((value) => ({ value, name: MATCH_NAMES[value] }))}
        onChange={set('match')}
      />
      {(match === 'exact' || match === 'pattern') && (
        <Field
          label="Policy identifier"
          hint={match === 'pattern' ? '* is any run of characters, ? any one' : 'In full, as Teams names it'}
          value={draft.policyIdentifier}
          onChange={set('policyIdentifier')}
          maxLength={512}
        />
      )}
      <Choice
        label="Action"
        value={action}
        options={ACTIONS.map((value) => ({ value, name: value }))}
        onChange={set('action')}
      />
      {action === 'decline' && (
        <Choice
          label="Reason for Teams"
          value={draft.rejectReason}
          options={optionsOf('unset', REJECT_REASONS)}
          onChange={set('rejectReason')}
        />
      )}
      {action === 'redirect' && (
        <>
          <Field
            label="Targets, as JSON"
            hint='For instance [{"userId": "…"}]; also applicationInstanceId or phoneNumber'
            lines={4}
            value={draft.redirectTargets}
            onChange={set('redirectTargets')}
          />
          <Field
            label="Timeout in seconds"
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
            label="Media"
            value={draft.mediaKind}
            options={optionsOf('as is built in', MEDIA_KINDS)}
            onChange={set('mediaKind')}
          />
          <Field
            label="Participants of one call, at most"
            type="number"
            value={draft.participantCapacity}
            onChange={set('participantCapacity')}
          />
          <Field
            label="Prompts, as JSON"
            hint='For instance [{"uri": "https://…", "resourceId": null}]'
            lines={4}
            value={draft.prefetchPrompts}
            onChange={set('prefetchPrompts')}
          />
          <CheckboxGroup
            className="field"
            value={[...draft.modalities]}
            onChange={(chosen) => set('modalities')(MODALITIES.filter((modality) => chosen.includes(modality)))}
          >
            <Label>Modalities</Label>
            {MODALITIES.map((modality) => (
              <Tick key={modality} value={modality} name={modality} />
            ))}
          </CheckboxGroup>
          <Checkbox
            className="tick"
            isSelected={draft.contentSharingNotifications}
            onChange={set('contentSharingNotifications')}
          >
            <TickBox /> Be told of content sharing
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
