import { PublicClientApplication, type Configuration } from '@azure/msal-browser';
import { LoginOrigin } from './login-origin.js';
import { Renewal } from './renewal.js';
import { rolesOf, type Role } from './roles.js';
import { loadSettings, type Settings } from './settings.js';
import { SignInEnded } from './sign-in-ended.js';

/** Who is signed in, and how to speak for them. */
export interface SignIn {
  name: string;
  username: string;
  /** Of the tenant whose recorder this is: hosts and capacity are told to nobody else. */
  isAtHome: boolean;
  roles: ReadonlySet<Role>;
  /** Of the access token for the admin API. */
  renewal: Renewal;
  signOut(): Promise<void>;
}

/** Nobody is signed in, and somebody could. */
export interface SignedOut {
  signIn(): Promise<void>;
}

/** Whoever Entra says sits here. @throws Error of MSAL, when Entra refused. */
export async function startSignIn(): Promise<SignIn | SignedOut> {
  const settings = await loadSettings();
  const msal = new PublicClientApplication(configuration(settings));
  await msal.initialize();
  const returned = await msal.handleRedirectPromise();
  const account = returned?.account ?? msal.getAllAccounts()[0];
  const scopes = [settings.scope];
  // select_account: whoever has just signed out, or has several accounts, is asked as whom.
  const signedOut = { signIn: () => msal.loginRedirect({ scopes, prompt: 'select_account' }) };
  if (!account) return signedOut;

  msal.setActiveAccount(account);
  const renewal = new Renewal(msal, { account, scopes });
  const token = await renewal.token().catch(nullIfEnded);
  if (token === null) return signedOut;
  return {
    name: account.name ?? account.username,
    username: account.username,
    isAtHome: account.tenantId === settings.homeTenantId,
    roles: rolesOf(token),
    renewal,
    signOut: () => msal.logoutRedirect({ account }),
  };
}

function nullIfEnded(error: unknown): null {
  if (error instanceof SignInEnded) return null;
  throw error;
}

function configuration({ clientId, authority, loginOrigin }: Settings): Configuration {
  const auth = {
    clientId,
    authority,
    redirectUri: new URL('/console/redirect.html', location.origin).href,
    postLogoutRedirectUri: new URL('/console/', location.origin).href,
    knownAuthorities: [new URL(authority).host],
  };
  const cache = { cacheLocation: 'sessionStorage' as const };
  if (!loginOrigin) return { auth, cache };
  const desk = new LoginOrigin(authority, loginOrigin);
  return { auth, cache, system: { networkClient: desk.network, navigationClient: desk.navigation } };
}
