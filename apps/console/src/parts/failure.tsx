import { AdminProblem } from '@app/admin-client';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  error: unknown;
  children?: ReactNode;
}

/** Something did not work: what, why as far as we know, and what can be done. */
export function Failure({ title, error, children }: Props) {
  const code = error instanceof AdminProblem ? error.code : undefined;
  return (
    <div className="notice bad" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{reasonOf(error)}</p>
      {code !== undefined && (
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
  if (error instanceof AdminProblem) return error.code === undefined ? notOurs(error) : (error.detail ?? error.title);
  return error instanceof Error ? error.message : String(error);
}

/** Somebody on the way has answered in the recorder's place. */
const notOurs = ({ status }: AdminProblem): string => `The recorder answered with HTTP ${status}.`;
