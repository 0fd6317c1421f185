import createClient, { type Client, type Middleware } from 'openapi-fetch';
import type { paths } from './schema.js';

/** What replies are read as, unless `parseAs` asks for text or a stream. */
type Json = 'application/json' | 'application/problem+json';

/** Every path of the admin API, with what goes in and what comes out: `client.GET('/admin/v1/sessions', …)`. */
export type AdminClient = Pick<Client<paths, Json>, 'GET' | 'PUT' | 'POST' | 'DELETE'>;

/** Gives an access token that is good now. Asked before each request: keep it, and renew it when it is about to expire. */
export type Token = () => Promise<string>;

export interface AdminClientOptions {
  /** Root of a recorder, e.g. `https://recorder.example`. */
  baseUrl: string;
  token: Token;
  /** Instead of the platform's own. */
  fetch?: (request: Request) => Promise<Response>;
}

/** A client of one recorder. It keeps nothing: neither tokens nor replies. */
export function createAdminClient({ baseUrl, token, fetch }: AdminClientOptions): AdminClient {
  const client = createClient<paths, Json>({ baseUrl, ...(fetch && { fetch }) });
  client.use(bearer(token));
  return client;
}

function bearer(token: Token): Middleware {
  return {
    async onRequest({ request }) {
      request.headers.set('authorization', `Bearer ${await token()}`);
      return request;
    },
  };
}
