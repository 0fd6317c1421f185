import type { HttpClient, HttpReply } from '@app/platform';
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

const TIMEOUT_MS = 5_000;

/** MSAL's requests over our connections: pooled, bounded in time, and trusting what the process trusts. */
export class AppTokenNetwork implements INetworkModule {
  constructor(private readonly http: HttpClient) {}

  async sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    const { headers } = options ?? {};
    return toMsal(await this.http.request({ method: 'GET', url, headers, timeoutMs: TIMEOUT_MS }));
  }

  async sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    const { headers, body } = options ?? {};
    return toMsal(await this.http.request({ method: 'POST', url, headers, body, timeoutMs: TIMEOUT_MS }));
  }
}

function toMsal<T>({ status, headers, text }: HttpReply): NetworkResponse<T> {
  return { status, headers: { ...headers }, body: parsed(text, status) as T };
}

/** A gateway's HTML becomes the error that MSAL would have made of it. */
function parsed(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { error: `http_${status}`, error_description: 'The reply is not JSON' };
  }
}
