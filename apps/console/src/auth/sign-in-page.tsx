import { useState } from 'react';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/failure.js';
import type { SignedOut } from './sign-in.js';

/** What somebody sees whom we do not know yet. */
export function SignInPage({ signedOut }: { signedOut: SignedOut }) {
  const [isOnTheWay, setOnTheWay] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const go = () => {
    setOnTheWay(true);
    signedOut.signIn().catch((reason: unknown) => {
      setOnTheWay(false);
      setError(reason);
    });
  };
  return (
    <main className="alone">
      <h1>Witness</h1>
      <p>Which Teams calls were recorded, which were not, and why.</p>
      <Action isPrimary onPress={go} isWaiting={isOnTheWay} waiting="On the way to Microsoft Entra …">
        Sign in with Microsoft Entra
      </Action>
      {error !== null && <Failure title="You could not be signed in" error={error} />}
    </main>
  );
}
