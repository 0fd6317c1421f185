import { EntraRefusal } from '../entra-error.js';

/** What the recorder's API is asked for on behalf of a person. */
export const API_SCOPE = 'access_as_user';
const OPEN_ID_SCOPES = ['openid', 'profile', 'email', 'offline_access'];

export interface RequestedScopes {
  /** As they were spelt: MSAL finds a token again by the scopes that it asked for. */
  readonly granted: string;
  /** Whether the recorder's API is among them; otherwise the token is for Graph, which tells a person's own profile. */
  readonly ofApi: boolean;
  readonly idToken: boolean;
  readonly refreshToken: boolean;
}

/** Throws EntraRefusal for a scope that neither OpenID Connect nor the recorder's API has. */
export function requestedScopes(scope: string, apiClientId: string): RequestedScopes {
  const names = scope.split(' ').filter(Boolean);
  const apiScopes = [apiClientId, `api://${apiClientId}`]
    .flatMap((resource) => [`${resource}/${API_SCOPE}`, `${resource}/.default`])
    .map((name) => name.toLowerCase());
  const isOfApi = (name: string) => apiScopes.includes(name.toLowerCase());
  const unknown = names.find((name) => !OPEN_ID_SCOPES.includes(name) && !isOfApi(name));
  if (unknown !== undefined || names.length === 0) {
    const detail = `The provided value for the input parameter 'scope' is not valid. The scope '${unknown ?? ''}' does not exist.`;
    throw new EntraRefusal(400, 'invalid_scope', 70011, detail);
  }
  return {
    granted: names.filter((name) => name !== 'offline_access').join(' '),
    ofApi: names.some(isOfApi),
    idToken: names.includes('openid'),
    refreshToken: names.includes('offline_access'),
  };
}
