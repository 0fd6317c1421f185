import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useSignIn } from '../auth/signed-in.js';

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
      <Button className="button" onPress={leave} isPending={isLeaving}>
        Sign out
      </Button>
    </div>
  );
}
