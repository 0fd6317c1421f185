import { useState, type FormEvent } from 'react';
import { Button } from 'react-aria-components';
import { Link, useLocation, useSearchParams } from 'wouter';
import { Choice, optionsOf } from '../../parts/choice.js';
import { Field } from '../../parts/field.js';
import { fieldOf, utcOf } from '../../parts/local-time.js';
import { AUDITED_BY, METHODS, OUTCOMES, type AuditedBy } from './audited-by.js';

/** What entries are looked for by. */
export function AuditForm() {
  const [asked] = useSearchParams();
  const [path, go] = useLocation();
  const [search, setSearch] = useState<Partial<Record<AuditedBy, string>>>(() =>
    Object.fromEntries(AUDITED_BY.map((name) => [name, asked.get(name) ?? ''])),
  );
  const set = (name: AuditedBy) => (value: string) => setSearch((before) => ({ ...before, [name]: value }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const given = AUDITED_BY.flatMap((name) => (search[name]?.trim() ? [[name, search[name].trim()]] : []));
    go(`${path}?${new URLSearchParams(given)}`);
  };
  const time = (name: 'from' | 'to') => ({
    type: 'datetime-local' as const,
    value: fieldOf(search[name] ?? null),
    onChange: (value: string) => set(name)(utcOf(value)),
  });
  return (
    <form className="card search" role="search" onSubmit={submit}>
      <Field label="Who" hint="Object id" value={search.actor ?? ''} onChange={set('actor')} />
      <Field label="Route" hint="As entries show it" value={search.route ?? ''} onChange={set('route')} />
      <Choice
        label="Outcome"
        value={search.outcome ?? ''}
        options={optionsOf<string>('any', OUTCOMES)}
        onChange={set('outcome')}
      />
      <Choice
        label="Method"
        value={search.method ?? ''}
        options={optionsOf<string>('any', METHODS)}
        onChange={set('method')}
      />
      <Field label="From" {...time('from')} />
      <Field label="Before" {...time('to')} />
      <div className="buttons">
        <Link href={path}>Everything</Link>
        <Button className="button primary" type="submit">
          Search
        </Button>
      </div>
    </form>
  );
}
