import { createContext, useContext } from 'react';
import type { SignIn } from './sign-in.js';

const SignedIn = createContext<SignIn | null>(null);
export const SignedInProvider = SignedIn.Provider;

/** Whoever sits in front of the page. */
export function useSignIn(): SignIn {
  const signIn = useContext(SignedIn);
  if (!signIn) throw new Error('Nobody is signed in here.');
  return signIn;
}
