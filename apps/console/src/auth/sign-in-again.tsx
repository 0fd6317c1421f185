import { useState, useSyncExternalStore } from 'react';
import { Action } from '../parts/action.js';
import { Failure } from '../parts/failure.js';
import { useSignIn } from './signed-in.js';

/** Says once for the whole page that the sign-in has ended. When to leave for Entra's page is up to the person. */
export function SignInAgain() {
  const { renewal } = useSignIn();
  const hasEnded = useSyncExternalStore(renewal.subscribe, renewal.hasEnded);
  const [isOnTheWay, setOnTheWay] = useState(false);
  const [error, setError] = useState<unknown>(null);
  if (!hasEnded) return null;
  const go = () => {
    setOnTheWay(true);
    renewal
      .signInAgain()
      .catch(setError)
      .finally(() => setOnTheWay(false));
  };
  return (
    <div className="notice warn" role="alert">
      <p>
        <strong>Your sign-in has ended</strong>
      </p>
      <p>
        What is shown stays as it was. Signing in leads away from this page and back to it; what you have typed here and
        not sent is lost then, so take it along.
      </p>
      <Action isPrimary onPress={go} isWaiting={isOnTheWay} waiting="On the way to Microsoft Entra …">
        Sign in again
      </Action>
      {error !== null && <Failure title="You could not be signed in" error={error} />}
    </div>
  );
}
