import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { useSignIn } from '../auth/signed-in.js';
import { AskAgain } from './ask-again.js';
import { follow, type Following } from './follow.js';

const State = createContext<Following>('connecting');
export const useLiveState = (): Following => useContext(State);

/** Has what is shown asked for again when it changes. Events are hints only, so nothing is taken from them. */
export function LiveChanges({ children }: { children: ReactNode }) {
  const { token } = useSignIn().renewal;
  const queries = useQueryClient();
  const [state, setState] = useState<Following>('connecting');

  useEffect(() => {
    const leaving = new AbortController();
    const again = new AskAgain(queries);
    const ears = {
      changed: again.about.bind(again),
      missed: again.everything.bind(again),
      state: setState,
    };
    void follow({ baseUrl: location.origin, token }, ears, leaving.signal);
    return () => {
      leaving.abort();
      again.stop();
    };
  }, [token, queries]);

  return <State value={state}>{children}</State>;
}
