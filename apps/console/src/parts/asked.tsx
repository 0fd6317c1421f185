import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Action } from './action.js';
import { Failure, reasonOf } from './failure.js';
import { Moment } from './moment.js';

interface Props<Answer> {
  /** What is asked for, as in "Live calls could not be read". */
  what: string;
  from: UseQueryResult<Answer>;
  /** What is said when the answer has nothing in it; without it an empty answer is drawn as any other. */
  empty?: { when: (answer: Answer) => boolean; say: ReactNode };
  children: (answer: Answer) => ReactNode;
}

/** An answer of the admin API, or what there is in its place: it is awaited, failed, is old, or has nothing in it. */
export function Asked<Answer>({ what, from, empty, children }: Props<Answer>) {
  const { data, error, dataUpdatedAt, isFetching, refetch } = from;
  const again = (
    <Action isWaiting={isFetching} waiting="Asking …" onPress={() => void refetch()}>
      Ask again
    </Action>
  );
  if (data === undefined && error) {
    return (
      <Failure title={`${what} could not be read`} error={error}>
        {again}
      </Failure>
    );
  }
  if (data === undefined) return <p role="status">Loading …</p>;
  return (
    <>
      {error && (
        <div className="notice warn" role="status">
          <p>
            As of <Moment at={new Date(dataUpdatedAt).toISOString()} />. {reasonOf(error)}
          </p>
          {again}
        </div>
      )}
      {empty?.when(data) ? <p className="empty">{empty.say}</p> : children(data)}
    </>
  );
}
