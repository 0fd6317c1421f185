import {
  InteractionRequiredAuthError,
  PublicClientApplication,
  type AccountInfo,
  type Configuration,
} from '@azure/msal-browser';
import { LoginOrigin } from './login-origin.js';
import { rolesOf, type Role } from './roles.js';
import { loadSettings, type Settings } from './settings.js';

/** Who is signed in, and how to speak for them. */
export interface SignIn {
  name: string;
  username: string;
  /** Of the tenant whose recorder this is: hosts and capacity are told to nobody else. */
  isAtHome: boolean;
  roles: ReadonlySet<Role>;
  /** An access token for the admin API; a new one when the last is about to end. */
  token(): Promise<string>;
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
  const request = { scopes: [settings.scope] };
  // select_account: whoever has just signed out, or has several accounts, is asked as whom.
  if (!account) return { signIn: () => msal.loginRedirect({ ...request, prompt: 'select_account' }) };

  msal.setActiveAccount(account);
  const token = () => accessToken(msal, account, settings.scope);
  return {
    name: account.name ?? account.username,
    username: account.username,
    isAtHome: account.tenantId === settings.authority.split('/').at(-1),
    roles: rolesOf(await token()),
    token,
    signOut: () => msal.logoutRedirect({ account }),
  };
}

/** Goes to the sign-in page when Entra wants to see the person again; the page is gone then. */
async function accessToken(msal: PublicClientApplication, account: AccountInfo, scope: string): Promise<string> {
  try {
    return (await msal.acquireTokenSilent({ account, scopes: [scope] })).accessToken;
  } catch (error) {
    if (!(error instanceof InteractionRequiredAuthError)) throw error;
    await msal.acquireTokenRedirect({ account, scopes: [scope] });
    throw error;
  }
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
