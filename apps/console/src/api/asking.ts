import { AdminProblem } from '@app/admin-client';
import { QueryClient } from '@tanstack/react-query';
import { SignInEnded } from '../auth/sign-in-ended.js';

const ATTEMPTS = 2;

/** How pages ask: a refusal is final, and a recorder that does not answer may be on its way back. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < ATTEMPTS && !isFinal(error),
        refetchOnWindowFocus: true,
        // Without a network asking fails at once, and says so, instead of waiting for one in silence.
        networkMode: 'always',
      },
    },
  });
}

function isFinal(error: Error): boolean {
  return error instanceof SignInEnded || (error instanceof AdminProblem && error.status < 500);
}
