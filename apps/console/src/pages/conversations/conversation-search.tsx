import { Choice } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { useSearch } from '../../parts/search.js';
import { SearchForm } from '../../parts/search-form.js';
import { SEARCHED_BY } from './searched-by.js';

const STATES = [
  { value: '', name: 'goes on or is over' },
  { value: 'true', name: 'goes on' },
  { value: 'false', name: 'is over' },
];

/** What conversations are searched by. */
export function ConversationSearch() {
  const { field, submit, path } = useSearch(SEARCHED_BY);
  return (
    <SearchForm submit={submit} all={path}>
      <Choice label="Conversation" options={STATES} {...field('active')} />
      <Field label="Begun from" {...field('from')} />
      <Field label="Begun before" {...field('to')} />
    </SearchForm>
  );
}
