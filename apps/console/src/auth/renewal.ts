import {
  AuthError,
  InteractionRequiredAuthError,
  type AccountInfo,
  type PublicClientApplication,
} from '@azure/msal-browser';
import { SignInEnded } from './sign-in-ended.js';

type Msal = Pick<PublicClientApplication, 'acquireTokenSilent' | 'acquireTokenRedirect'>;

/** The access token of whoever is signed in, renewed behind the page for as long as Entra does not ask for the person. */
export class Renewal {
  private ended = false;
  private leaving: Promise<void> | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly msal: Msal,
    private readonly request: { account: AccountInfo; scopes: string[] },
  ) {}

  /**
   * One that is good now. It never leaves the page, in which something half written may stand.
   * @throws SignInEnded when Entra asks for the person; errors of MSAL
   */
  readonly token = async (): Promise<string> => {
    try {
      const { accessToken } = await this.msal.acquireTokenSilent(this.request);
      this.tell(false);
      return accessToken;
    } catch (error) {
      if (!needsThePerson(error)) throw error;
      this.tell(true);
      throw new SignInEnded(error);
    }
  };

  /** Whether nothing can be asked any more until the person has signed in again. */
  readonly hasEnded = (): boolean => this.ended;

  /** Calls back when that changes, until what it returns is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** Leaves the page for Entra's, and comes back to it. MSAL bears one such journey at a time. */
  readonly signInAgain = (): Promise<void> => {
    this.leaving ??= this.msal.acquireTokenRedirect(this.request).finally(() => (this.leaving = undefined));
    return this.leaving;
  };

  private tell(ended: boolean): void {
    if (this.ended === ended) return;
    this.ended = ended;
    for (const listener of this.listeners) listener();
  }
}

/** Entra says so, or has not answered in the hidden frame in which it would have renewed without the person. */
function needsThePerson(error: unknown): boolean {
  return (
    error instanceof InteractionRequiredAuthError || (error instanceof AuthError && error.errorCode === 'timed_out')
  );
}
