import { useState } from 'react';
import { Button } from 'react-aria-components';
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
      <Button className="button primary" onPress={go} isPending={isOnTheWay}>
        {isOnTheWay ? 'On the way to Microsoft Entra …' : 'Sign in with Microsoft Entra'}
      </Button>
      {error !== null && <Failure title="You could not be signed in" error={error} />}
    </main>
  );
}
