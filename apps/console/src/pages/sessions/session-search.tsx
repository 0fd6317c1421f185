import { Choice, optionsOf } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { useSearch } from '../../parts/search.js';
import { SearchForm } from '../../parts/search-form.js';
import { RESPONSES, SEARCHED_BY, STATUSES } from './searched-by.js';

const yesOrNo = (either: string, yes: string, no: string) => [
  { value: '', name: either },
  { value: 'true', name: yes },
  { value: 'false', name: no },
];

/** What calls are searched by. */
export function SessionSearch() {
  const { field, submit, path } = useSearch(SEARCHED_BY);
  return (
    <SearchForm submit={submit} all={path}>
      <Field label="User id" hint="With any part in the call" {...field('userId')} />
      <Field label="Call id" {...field('callId')} />
      <Field label="Call chain id" {...field('callChainId')} />
      <Field label="Policy identifier" {...field('policyIdentifier')} />
      <Choice label="Invitation" options={optionsOf<string>('anything', RESPONSES)} {...field('response')} />
      <Choice label="Teams shows" options={optionsOf<string>('anything', STATUSES)} {...field('recordingStatus')} />
      <Choice
        label="Policy wants it recorded"
        options={yesOrNo('any call', 'and it is not, now', 'all others')}
        {...field('unrecorded')}
      />
      <Choice label="Flags" options={yesOrNo('with and without', 'with', 'without')} {...field('flagged')} />
      <Choice label="Call" options={yesOrNo('up or ended', 'up', 'ended')} {...field('active')} />
      <Field label="Invited from" {...field('from')} />
      <Field label="Invited before" {...field('to')} />
    </SearchForm>
  );
}
