import { z } from 'zod';
import type { Application, Applications } from '../applications.js';
import { EntraRefusal } from '../entra-error.js';
import { parameters } from '../parameters.js';

/** Where the answer to a sign-in goes, whatever it is. */
export interface ReplyAddress {
  readonly application: Application;
  readonly redirectUri: string;
  readonly inFragment: boolean;
  readonly state: string | undefined;
}

const query = z.object({
  client_id: z.string(),
  redirect_uri: z.string(),
  response_mode: z.string().optional(),
  state: z.string().optional(),
});

/** Throws EntraRefusal; then nobody knows where an answer could safely be sent, and the person is told instead. */
export function replyAddress(asked: unknown, applications: Applications, tenant: string): ReplyAddress {
  const { client_id: clientId, redirect_uri: redirectUri, response_mode: mode, state } = parameters(query, asked);
  const application = applications.registered(clientId, tenant);
  if (!application.redirectUris.includes(redirectUri)) {
    const detail = `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured for the application '${application.clientId}'.`;
    throw new EntraRefusal(400, 'invalid_request', 50011, detail);
  }
  return { application, redirectUri, inFragment: mode === 'fragment', state };
}

/** The address with an answer, and with the state that was asked with. */
export function replyUrl(
  { redirectUri, inFragment, state }: ReplyAddress,
  members: Readonly<Record<string, string>>,
): string {
  const answer = new URLSearchParams({ ...members, ...(state !== undefined && { state }) }).toString();
  if (inFragment) return `${redirectUri}#${answer}`;
  return `${redirectUri}${redirectUri.includes('?') ? '&' : '?'}${answer}`;
}
