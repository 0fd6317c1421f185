import { createAdminClient } from '@app/admin-client';
import { QueryClientProvider } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Router } from 'wouter';
import { ApiProvider } from './api/answers.js';
import { newQueryClient } from './api/asking.js';
import { LiveChanges } from './api/live-changes.js';
import type { SignIn } from './auth/sign-in.js';
import { SignedInProvider } from './auth/signed-in.js';
import { Pages } from './pages/pages.js';
import { ErrorBoundary } from './parts/error-boundary.js';
import { Shell } from './shell/shell.js';

/** Everything that somebody sees who is signed in. */
export function App({ signIn }: { signIn: SignIn }) {
  const [queries] = useState(newQueryClient);
  const api = useMemo(() => createAdminClient({ baseUrl: location.origin, token: signIn.renewal.token }), [signIn]);
  const mayRead = signIn.roles.has('Recording.Read');
  const inside = (
    <Shell>
      <Pages />
    </Shell>
  );
  return (
    <ErrorBoundary>
      <SignedInProvider value={signIn}>
        <QueryClientProvider client={queries}>
          <ApiProvider value={api}>
            <Router base="/console">{mayRead ? <LiveChanges>{inside}</LiveChanges> : inside}</Router>
          </ApiProvider>
        </QueryClientProvider>
      </SignedInProvider>
    </ErrorBoundary>
  );
}
