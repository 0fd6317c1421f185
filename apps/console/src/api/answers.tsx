import type { AdminClient } from '@app/admin-client';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import type { Question } from './questions.js';

const Asked = createContext<AdminClient | null>(null);
export const ApiProvider = Asked.Provider;

export function useApi(): AdminClient {
  const api = useContext(Asked);
  if (!api) throw new Error('Nobody is signed in here, so nothing can be asked.');
  return api;
}

interface Wish {
  /** Asked anew this often, for what no live event tells; milliseconds. */
  everyMs?: number;
  /** False: not asked at all, since this person would be refused. */
  enabled?: boolean;
}

/** The answer, as it was last heard; what was asked before is shown at once. */
export function useAnswer<Answer>(question: Question<Answer>, wish: Wish = {}): UseQueryResult<Answer> {
  const api = useApi();
  return useQuery({
    queryKey: [question.path, question.parameters],
    queryFn: ({ signal }) => question.ask(api, signal),
    refetchInterval: wish.everyMs ?? false,
    enabled: wish.enabled ?? true,
  });
}
