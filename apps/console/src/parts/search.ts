import { useState, type FormEvent } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { fieldOf, utcOf } from './local-time.js';

/** What stands in the fields of a search, by the names of the admin API; times as their fields have them. */
export type Typed<Name extends string> = Readonly<Partial<Record<Name, string>>>;

/** Of those names these are times: in the address as the admin API has them, in the form in the viewer's zone. */
const TIMES: ReadonlySet<string> = new Set(['from', 'to', 'at']);

/** What the address asks for, as fields have it. */
export function typedIn<Name extends string>(asked: URLSearchParams, names: readonly Name[]): Typed<Name> {
  const fields = names.map((name) => [name, TIMES.has(name) ? fieldOf(asked.get(name)) : (asked.get(name) ?? '')]);
  return Object.fromEntries(fields) as Typed<Name>;
}

/** What of a search is filled in, for the address. A time that nobody touched keeps what its field does not show. */
export function askedBy<Name extends string>(
  typed: Typed<Name>,
  names: readonly Name[],
  before: URLSearchParams,
): URLSearchParams {
  const given = names.flatMap((name) => {
    const text = typed[name]?.trim() ?? '';
    const was = before.get(name);
    const value = !TIMES.has(name) ? text : was !== null && text === fieldOf(was) ? was : utcOf(text);
    return value === '' ? [] : [[name, value]];
  });
  return new URLSearchParams(given);
}

/** A search form: its fields, and the address, which keeps what was searched for. */
export function useSearch<Name extends string>(names: readonly Name[]) {
  const [asked] = useSearchParams();
  const [path, go] = useLocation();
  const [typed, setTyped] = useState(() => typedIn(asked, names));
  const [shown, setShown] = useState(asked.toString());
  // Another search, by a link or the way back: the fields show that one, and stay where they are.
  if (shown !== asked.toString()) {
    setShown(asked.toString());
    setTyped(typedIn(asked, names));
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    go(`${path}?${askedBy(typed, names, asked)}`);
  };
  const field = (name: Name) => ({
    value: typed[name] ?? '',
    onChange: (value: string) => setTyped((before) => ({ ...before, [name]: value })),
    ...(TIMES.has(name) && { type: 'datetime-local' as const }),
  });
  return { path, submit, field };
}
