import {
  NavigationClient,
  type INetworkModule,
  type NavigationOptions,
  type NetworkResponse,
} from '@azure/msal-browser';

type RequestOptions = Parameters<INetworkModule['sendPostRequestAsync']>[1];

/**
 * MSAL wants an authority that is https, and browsers do not trust the certificate of a desk's. So a desk names another
 * origin, and whatever is meant for the authority goes there.
 */
export class LoginOrigin {
  private readonly authority: string;

  constructor(
    authority: string,
    private readonly loginOrigin: string,
  ) {
    this.authority = new URL(authority).origin;
  }

  /** The same address at the origin that a browser reaches; addresses of others as they are. */
  reached(address: string): string {
    const url = URL.canParse(address) ? new URL(address) : null;
    return url?.origin === this.authority ? this.loginOrigin + address.slice(this.authority.length) : address;
  }

  /** How MSAL is to ask the authority. */
  get network(): INetworkModule {
    return {
      sendGetRequestAsync: (url, options) => this.ask('GET', url, options),
      sendPostRequestAsync: (url, options) => this.ask('POST', url, options),
    };
  }

  /** How MSAL is to send the browser there. */
  get navigation(): NavigationClient {
    const reached = (url: string) => this.reached(url);
    return new (class extends NavigationClient {
      override navigateExternal(url: string, options: NavigationOptions): Promise<boolean> {
        return super.navigateExternal(reached(url), options);
      }
    })();
  }

  private async ask<T>(method: string, url: string, options?: RequestOptions): Promise<NetworkResponse<T>> {
    const reply = await fetch(this.reached(url), {
      method,
      headers: options?.headers ?? {},
      body: options?.body ?? null,
    });
    const headers = Object.fromEntries(reply.headers);
    return { status: reply.status, headers, body: (await reply.json()) as T };
  }
}
