import { ConfidentialClientApplication, type INetworkModule, type NetworkRequestOptions } from '@azure/msal-node';
import { Inject, Injectable } from '@nestjs/common';
import { AppTokens, HttpClient } from '@app/platform';
import { Settings } from '../settings.js';

const TIMEOUT_MS = 5_000;

/**
 * This host's token for recorders, by client credentials through Microsoft's library, which keeps it until shortly before
 * it expires. Asked once every few seconds by one caller or two, so nothing more is needed than one request at a time.
 */
@Injectable()
export class EntraAppTokens extends AppTokens {
  private application: ConfidentialClientApplication | null = null;
  private fetching: Promise<string> | null = null;
  private fresh = false;

  constructor(
    @Inject(Settings) private readonly settings: Settings,
    @Inject(HttpClient) private readonly http: HttpClient,
  ) {
    super();
  }

  /** @throws Error with the library's code when Entra gives none */
  get(resource: string): Promise<string> {
    this.fetching ??= this.fetch(resource).finally(() => (this.fetching = null));
    return this.fetching;
  }

  forget(): void {
    this.fresh = true;
  }

  private async fetch(resource: string): Promise<string> {
    this.application ??= this.connect();
    try {
      const result = await this.application.acquireTokenByClientCredential({
        scopes: [`${resource}/.default`],
        skipCache: this.fresh,
      });
      if (!result) throw new Error('no token');
      this.fresh = false;
      return result.accessToken;
    } catch (error) {
      // After a 429 or 5xx the library refuses by itself for a while; a new object asks again.
      this.application = null;
      const { errorCode, message } = error as { errorCode?: string; message: string };
      throw new Error(`Entra gave no token: ${errorCode || message}`, { cause: error });
    }
  }

  private connect(): ConfidentialClientApplication {
    const { authorityUrl, tenantId, clientId, clientSecret } = this.settings.entra;
    return new ConfidentialClientApplication({
      auth: {
        clientId,
        clientSecret,
        authority: `${authorityUrl}/${tenantId}`,
        // With its port: without, the library asks the public cloud who this authority is.
        knownAuthorities: [new URL(authorityUrl).host],
      },
      system: { networkClient: networkOver(this.http) },
    });
  }
}

/** The library's requests over pooled connections, bounded in time. */
function networkOver(http: HttpClient): INetworkModule {
  const send = async <T>(method: 'GET' | 'POST', url: string, options?: NetworkRequestOptions) => {
    const { headers, body } = options ?? {};
    const reply = await http.request({ method, url, headers, body, timeoutMs: TIMEOUT_MS });
    return { status: reply.status, headers: { ...reply.headers }, body: JSON.parse(reply.text) as T };
  };
  return {
    sendGetRequestAsync: (url, options) => send('GET', url, options),
    sendPostRequestAsync: (url, options) => send('POST', url, options),
  };
}
