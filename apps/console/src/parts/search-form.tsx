import type { FormEvent, ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { Link } from 'wouter';

interface Props {
  submit: (event: FormEvent) => void;
  /** What the button says. */
  name?: string;
  /** The address of the whole list, where there is one. */
  all?: string;
  children: ReactNode;
}

/** What a list is narrowed by. */
export function SearchForm({ submit, name = 'Search', all, children }: Props) {
  return (
    <form className="card search" role="search" onSubmit={submit}>
      {children}
      <div className="buttons">
        {all !== undefined && <Link href={all}>Everything</Link>}
        <Button className="button primary" type="submit">
          {name}
        </Button>
      </div>
    </form>
  );
}
