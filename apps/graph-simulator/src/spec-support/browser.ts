import { createHash, randomBytes } from 'node:crypto';
import type { Desk } from './desk.js';

export const CONSOLE_ORIGIN = 'http://127.0.0.1:3978';
export const REDIRECT_URI = `${CONSOLE_ORIGIN}/console/redirect.html`;
export const STATE = 'eyJpZCI6IjEifQ==|what the page wants to know again';

/** Undefined leaves a parameter out. */
type Parameters = Readonly<Record<string, string | undefined>>;

export interface TokenAnswer {
  access_token: string;
  id_token: string;
  refresh_token: string;
  client_info: string;
}

/** A browser that keeps its cookie and follows nothing by itself, and in it the console's page with its verifier. */
export class Browser {
  readonly verifier = randomBytes(32).toString('base64url');
  cookie = '';

  constructor(private readonly desk: Desk) {}

  /** What MSAL browser 5 asks with. */
  authorize(more: Parameters = {}, tenant = this.desk.settings.tenantId): Promise<Response> {
    const { clientId } = this.desk.settings;
    const query = given({
      client_id: clientId,
      scope: `${clientId}/access_as_user openid profile offline_access`,
      redirect_uri: REDIRECT_URI,
      'client-request-id': '2f1b3c8e-0000-4000-8000-000000000000',
      response_mode: 'fragment',
      client_info: '1',
      clidata: '1',
      nonce: 'nonce-of-the-page',
      state: STATE,
      claims: '{"access_token":{"xms_cc":{"values":["cp1"]}}}',
      'x-client-SKU': 'msal.js.browser',
      'x-client-VER': '5.30.0',
      response_type: 'code',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...more,
    });
    return this.go(`authorize?${query.toString()}`, tenant);
  }

  /** Sends the page's form, with this choice instead of what it offers. */
  choose(page: string, choice: Parameters, tenant = this.desk.settings.tenantId): Promise<Response> {
    const hidden = [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)];
    const sentOn = Object.fromEntries(hidden.map(([, name = '', value = '']): [string, string] => [name, text(value)]));
    const body = given({ ...sentOn, tenant: this.desk.settings.tenantId, person: 'adele', ...choice });
    return this.go('sign-in', tenant, { method: 'POST', body });
  }

  /** All the way to the answer that the page gets: as Adele, who may read, unless another choice is made. */
  async signIn(choice: Parameters = {}, more: Parameters = {}, tenant?: string): Promise<URLSearchParams> {
    const page = await (await this.authorize(more, tenant)).text();
    return answerOf(await this.choose(page, { 'adele:Recording.Read': 'on', ...choice }, tenant));
  }

  redeem(code: string, more: Parameters = {}, origin: string | null = CONSOLE_ORIGIN): Promise<Response> {
    const form = {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT_URI,
      code_verifier: this.verifier,
      'x-ms-lib-capability': 'retry-after, h429',
      ...more,
    };
    return this.token(form, origin);
  }

  async tokens(choice: Parameters = {}, tenant?: string): Promise<TokenAnswer> {
    const code = (await this.signIn(choice, {}, tenant)).get('code') ?? '';
    return (await (await this.redeem(code)).json()) as TokenAnswer;
  }

  refresh(refreshToken: string): Promise<Response> {
    return this.token({ grant_type: 'refresh_token', refresh_token: refreshToken }, CONSOLE_ORIGIN);
  }

  logout(query = ''): Promise<Response> {
    return this.go(`logout${query}`, this.desk.settings.tenantId);
  }

  private token(form: Parameters, origin: string | null): Promise<Response> {
    const { clientId, tenantId } = this.desk.settings;
    return fetch(`${this.desk.url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      ...(origin !== null && { headers: { origin } }),
      body: given({ client_id: clientId, client_info: '1', ...form }),
    });
  }

  private async go(path: string, tenant: string, request: RequestInit = {}): Promise<Response> {
    const reply = await fetch(`${this.desk.url}/${tenant}/oauth2/v2.0/${path}`, {
      ...request,
      ...(this.cookie && { headers: { cookie: this.cookie } }),
      redirect: 'manual',
    });
    const [cookie] = reply.headers.getSetCookie();
    if (cookie !== undefined) this.cookie = cookie.includes('Max-Age=0') ? '' : (cookie.split(';')[0] ?? '');
    return reply;
  }
}

/** What a redirect brings to the page. */
export function answerOf(reply: Response): URLSearchParams {
  const { hash, search } = new URL(reply.headers.get('location') ?? '');
  return new URLSearchParams(hash ? hash.slice(1) : search);
}

function given(parameters: Parameters): URLSearchParams {
  const pairs = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new URLSearchParams(pairs);
}

function text(html: string): string {
  return html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
