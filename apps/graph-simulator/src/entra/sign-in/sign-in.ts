import { Injectable } from '@nestjs/common';
import { Settings } from '../../settings.js';
import { Applications } from '../applications.js';
import { EntraRefusal } from '../entra-error.js';
import { directoriesAt } from '../tenants.js';
import { AuthorizationCodes } from './authorization-codes.js';
import { authorizationOf, type Authorization } from './authorization.js';
import { BrowserSessions, type BrowserSession } from './browser-sessions.js';
import { chosenIdentity } from './choice.js';
import { escaped, page, type Page } from './html.js';
import { clientInfoOf } from './identity.js';
import { directories, type Directory } from './people.js';
import { replyAddress, replyUrl, type ReplyAddress } from './reply-address.js';
import { signInPage } from './sign-in.page.js';

/** What a browser is answered. `session`: what it shows from now on, null for nothing; undefined leaves it as it is. */
export type SignInReply =
  | { readonly kind: 'page'; readonly status: number; readonly page: Page; readonly session?: null }
  | { readonly kind: 'redirect'; readonly to: string; readonly session?: string | null };

/** Signs people in for single-page applications (Entra page "OAuth 2.0 authorization code flow"). */
@Injectable()
export class SignIn {
  constructor(
    private readonly applications: Applications,
    private readonly codes: AuthorizationCodes,
    private readonly sessions: BrowserSessions,
    private readonly settings: Settings,
  ) {}

  /** The authorization endpoint. `shown` is the session that the browser showed. */
  ask(tenant: string, query: unknown, shown: string | undefined): SignInReply {
    return this.replied(tenant, query, (address, authorization, tenants) => {
      if (!authorization.mayAsk) {
        const session = this.sessionFor(authorization, shown);
        return { kind: 'redirect', to: this.codeFor(address, authorization, session) };
      }
      const offer = {
        asked: query as Record<string, unknown>,
        redirectUri: address.redirectUri,
        loginHint: authorization.loginHint,
        tenants,
      };
      return { kind: 'page', status: 200, page: signInPage(offer) };
    });
  }

  /** The sign-in page's form. */
  choose(tenant: string, form: unknown): SignInReply {
    return this.replied(tenant, form, (address, authorization, tenants) => {
      const identity = chosenIdentity(form, tenants);
      const { session, handle } = this.sessions.begin(identity, Date.now());
      return { kind: 'redirect', to: this.codeFor(address, authorization, session), session: handle };
    });
  }

  /** Forgets the session. Back to the application only at an address that is registered, as Entra does. */
  leave(tenant: string, returnTo: unknown, state: unknown, shown: string | undefined): SignInReply {
    try {
      this.tenantsAt(tenant);
    } catch (error) {
      return refusedPage(error);
    }
    this.sessions.end(shown);
    if (typeof returnTo !== 'string' || !this.applications.mayReturnTo(returnTo)) {
      const main = '<p>You are signed out. You may close this window.</p>';
      return { kind: 'page', status: 200, page: page('Signed out', main), session: null };
    }
    const to = typeof state === 'string' ? `${returnTo}?${new URLSearchParams({ state }).toString()}` : returnTo;
    return { kind: 'redirect', to, session: null };
  }

  /** A refusal goes back to the application, once it is known to be one of its addresses that would hear it. */
  private replied(
    tenant: string,
    asked: unknown,
    answer: (address: ReplyAddress, authorization: Authorization, tenants: readonly Directory[]) => SignInReply,
  ): SignInReply {
    let address: ReplyAddress;
    let tenants: readonly Directory[];
    try {
      tenants = this.tenantsAt(tenant);
      address = replyAddress(asked, this.applications, tenant);
    } catch (error) {
      return refusedPage(error);
    }
    try {
      return answer(address, authorizationOf(asked, this.settings.clientId), tenants);
    } catch (error) {
      if (!(error instanceof EntraRefusal)) throw error;
      const { error: code, error_description, error_uri } = error.body();
      return { kind: 'redirect', to: replyUrl(address, { error: code, error_description, error_uri }) };
    }
  }

  private tenantsAt(tenant: string): readonly Directory[] {
    return directoriesAt(tenant, directories(this.settings.tenantId));
  }

  /** Throws EntraRefusal unless the browser's session is of the person who is wanted. */
  private sessionFor({ loginHint }: Authorization, shown: string | undefined): BrowserSession {
    const session = this.sessions.find(shown, Date.now());
    if (!session) {
      const detail = 'A silent sign-in request was sent but no user is signed in.';
      throw new EntraRefusal(400, 'login_required', 50058, detail);
    }
    if (loginHint !== undefined && loginHint.toLowerCase() !== session.identity.username) {
      const detail =
        'Either multiple user identities are available for the current request or selected account is not supported for the scenario.';
      throw new EntraRefusal(400, 'interaction_required', 16000, detail);
    }
    return session;
  }

  /** Where the browser is sent with a new code. */
  private codeFor(address: ReplyAddress, authorization: Authorization, { identity, state }: BrowserSession): string {
    const { scope, nonce, codeChallenge, clientInfo } = authorization;
    const { application, redirectUri } = address;
    const signedIn = { clientId: application.clientId, identity };
    const code = this.codes.issue({ signedIn, redirectUri, codeChallenge, scope, nonce }, Date.now());
    return replyUrl(address, {
      code,
      ...(clientInfo && { client_info: clientInfoOf(identity) }),
      session_state: state,
    });
  }
}

function refusedPage(error: unknown): SignInReply {
  if (!(error instanceof EntraRefusal)) throw error;
  const main = `<p>${escaped(error.message)}</p>`;
  return { kind: 'page', status: error.status, page: page('You cannot be signed in', main) };
}
