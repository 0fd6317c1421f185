import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import { Link, useLocation, useSearchParams } from 'wouter';
import { Choice, optionsOf } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { fieldOf, utcOf } from '../../parts/local-time.js';
import { SEARCHED_BY, searchParams, STATUSES, type Search, type SearchedBy } from './searched-by.js';

/** What calls are searched by. */
export function SearchForm() {
  const [asked] = useSearchParams();
  const [path, go] = useLocation();
  const [search, setSearch] = useState<Search>(() =>
    Object.fromEntries(SEARCHED_BY.map((name) => [name, asked.get(name) ?? ''])),
  );
  const set = (name: SearchedBy) => (value: string) => setSearch((before) => ({ ...before, [name]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(`${path}?${searchParams(search)}`);
  };
  const text = (name: SearchedBy) => ({ value: search[name] ?? '', onChange: set(name) });
  const time = (name: 'from' | 'to') => ({
    type: 'datetime-local' as const,
    value: fieldOf(search[name] ?? null),
    onChange: (value: string) => set(name)(utcOf(value)),
  });
  return (
    <form className="card search" role="search" onSubmit={submit}>
      <Field label="User id" hint="With any part in the call" {...text('userId')} />
      <Field label="Call id" {...text('callId')} />
      <Field label="Call chain id" {...text('callChainId')} />
      <Field label="Policy identifier" {...text('policyIdentifier')} />
      <Choice
        label="Teams shows"
        value={search.recordingStatus ?? ''}
        options={optionsOf<string>('anything', STATUSES)}
        onChange={set('recordingStatus')}
      />
      <Choice
        label="Call"
        value={search.active ?? ''}
        options={[
          { value: '', name: 'up or ended' },
          { value: 'true', name: 'up' },
          { value: 'false', name: 'ended' },
        ]}
        onChange={set('active')}
      />
      <Field label="Invited from" {...time('from')} />
      <Field label="Invited before" {...time('to')} />
      <div className="buttons">
        <Link href={path}>Everything</Link>
        <Button className="button primary" type="submit">
          Search
        </Button>
      </div>
    </form>
  );
}
