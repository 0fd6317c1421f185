import { useState } from 'react';
import { useSignIn } from '../auth/signed-in.js';
import { Action } from '../parts/action.js';

/** Who is signed in, and the way out. */
export function Account() {
  const signIn = useSignIn();
  const [isLeaving, setLeaving] = useState(false);
  const leave = () => {
    setLeaving(true);
    signIn.signOut().catch(() => setLeaving(false));
  };
  return (
    <div className="account">
      <span title={signIn.username}>{signIn.name}</span>
      <Action onPress={leave} isWaiting={isLeaving} waiting="Signing out …">
        Sign out
      </Action>
    </div>
  );
}
