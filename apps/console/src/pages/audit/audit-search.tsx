import { Choice, optionsOf } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { useSearch } from '../../parts/search.js';
import { SearchForm } from '../../parts/search-form.js';

/** Filters of the admin API, by their names there and in the address. */
export const AUDITED_BY = ['actor', 'outcome', 'method', 'route', 'from', 'to'] as const;

const OUTCOMES = ['ordered', 'done', 'refused', 'failed'] as const;
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

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
