import { Choice, optionsOf } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { useSearch } from '../../parts/search.js';
import { SearchForm } from '../../parts/search-form.js';
import { AUDITED_BY, METHODS, OUTCOMES } from './audited-by.js';

/** What entries are looked for by. */
export function AuditSearch() {
  const { field, submit, path } = useSearch(AUDITED_BY);
  return (
    <SearchForm submit={submit} all={path}>
      <Field label="Who" hint="Object id" {...field('actor')} />
      <Field label="Route" hint="As entries show it" {...field('route')} />
      <Choice label="Outcome" options={optionsOf<string>('any', OUTCOMES)} {...field('outcome')} />
      <Choice label="Method" options={optionsOf<string>('any', METHODS)} {...field('method')} />
      <Field label="From" {...field('from')} />
      <Field label="Before" {...field('to')} />
    </SearchForm>
  );
}
