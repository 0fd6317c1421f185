import type { ReactNode } from 'react';
import { ApiProblem } from '../api/problem.js';

interface Props {
  title: string;
  error: unknown;
  children?: ReactNode;
}

/** Something did not work: what, why as far as we know, and what can be done. */
export function Failure({ title, error, children }: Props) {
  const code = error instanceof ApiProblem ? error.code : null;
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{reasonOf(error)}</p>
      {code !== null && (
        <p className="about">
          Code <code>{code}</code>
        </p>
      )}
      {children}
    </div>
  );
}

/** In words for a person. */
export function reasonOf(error: unknown): string {
  // What browsers throw when no reply came; each says it differently, and none says it to people.
  if (error instanceof TypeError)
    return 'The recorder does not answer. Perhaps it is being replaced, or the network is down.';
  return error instanceof Error ? error.message : String(error);
}
