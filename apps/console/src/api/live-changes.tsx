import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useApi } from './answers.js';
import { followLive, type LiveState } from './live.js';

/** In a storm of changes lists are asked for no more often. */
const TOGETHER_MS = 1_000;
/** Paths of what a change of a session changes; what has a clock of its own is not here. */
const CHANGES_WITH_SESSIONS = /^(sessions|conversations|explain|coverage)(\/|$)/;

const State = createContext<LiveState>('connecting');
export const useLiveState = (): LiveState => useContext(State);

/** Has what is shown asked for again when it changes. Events are hints only, so nothing is taken from them. */
export function LiveChanges({ children }: { children: ReactNode }) {
  const api = useApi();
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');

  useEffect(() => {
    const leaving = new AbortController();
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const askAgain = () => {
      waiting = undefined;
      void queries.invalidateQueries({
        predicate: ({ queryKey: [path] }) => typeof path === 'string' && CHANGES_WITH_SESSIONS.test(path),
      });
    };
    const soon = () => void (waiting ??= setTimeout(askAgain, TOGETHER_MS));
    void followLive(api, { changed: soon, missed: soon, state: setState }, leaving.signal);
    return () => {
      leaving.abort();
      clearTimeout(waiting);
    };
  }, [api, queries]);

  return <State value={state}>{children}</State>;
}
