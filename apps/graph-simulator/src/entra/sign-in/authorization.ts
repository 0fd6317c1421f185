import { z } from 'zod';
import { EntraRefusal } from '../entra-error.js';
import { parameters } from '../parameters.js';
import { requestedScopes } from './requested-scopes.js';

const query = z.object({
  response_type: z.string(),
  response_mode: z.string().optional(),
  scope: z.string(),
  nonce: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
  prompt: z.string().optional(),
  login_hint: z.string().optional(),
  client_info: z.string().optional(),
});

const PROMPTS = ['none', 'login', 'select_account', 'consent', 'create'];

/** What a page asks of the authorization endpoint, all of it found to be in order. */
export interface Authorization {
  readonly scope: string;
  readonly nonce: string | undefined;
  readonly codeChallenge: string;
  /** False: no page may be shown. */
  readonly mayAsk: boolean;
  readonly loginHint: string | undefined;
  readonly clientInfo: boolean;
}

/** Throws EntraRefusal, which the page that asked is told. Further parameters, as MSAL has them, are not looked at. */
export function authorizationOf(asked: unknown, apiClientId: string): Authorization {
  const request = parameters(query, asked);
  const { response_type: type, response_mode: mode = 'query', scope, nonce, prompt } = request;
  if (type !== 'code') {
    const detail = `The app returned an unsupported response type: response type '${type}' is not enabled for the app.`;
    throw new EntraRefusal(400, 'unsupported_response_type', 70005, detail);
  }
  if (mode !== 'fragment' && mode !== 'query') {
    throw new EntraRefusal(400, 'invalid_request', 70007, `'${mode}' is not a supported value of 'response_mode'.`);
  }
  if (prompt !== undefined && !PROMPTS.includes(prompt)) {
    throw new EntraRefusal(400, 'invalid_request', 90023, `Unsupported 'prompt' value '${prompt}'.`);
  }
  requestedScopes(scope, apiClientId);
  return {
    scope,
    nonce,
    codeChallenge: challengeOf(request),
    mayAsk: prompt !== 'none',
    loginHint: request.login_hint,
    clientInfo: request.client_info === '1',
  };
}

/** RFC 7636. Entra takes `plain`, too; no page that keeps anything to itself asks for that. */
function challengeOf(request: z.infer<typeof query>): string {
  const { code_challenge: challenge, code_challenge_method: method } = request;
  if (challenge === undefined) {
    const detail = 'Proof Key for Code Exchange is required for cross-origin authorization code redemption.';
    throw new EntraRefusal(400, 'invalid_request', 9002325, detail);
  }
  if (method !== 'S256') {
    const detail = "Invalid request: this desk takes no 'code_challenge_method' but S256.";
    throw new EntraRefusal(400, 'invalid_request', 9002313, detail);
  }
  if (!/^[\w-]{43}$/.test(challenge)) {
    throw new EntraRefusal(400, 'invalid_request', 501491, "Invalid size of 'code_challenge' parameter.");
  }
  return challenge;
}
