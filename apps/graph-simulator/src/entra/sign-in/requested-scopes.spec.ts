import { expect, it } from 'vitest';
import { requestedScopes } from './requested-scopes.js';

const API = '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b';

it.each([
  `${API}/access_as_user`,
  `api://${API}/access_as_user`,
  `${API}/.default`,
  `${API.toUpperCase()}/Access_As_User`,
])('knows %s for the recorder’s API, and grants it as it was spelt', (scope) => {
  expect(requestedScopes(`${scope} openid profile offline_access`, API)).toEqual({
    granted: `${scope} openid profile`,
    ofApi: true,
    idToken: true,
    refreshToken: true,
  });
});

it('promises nothing that was not asked for', () => {
  const requested = requestedScopes('profile', API);

  expect(requested).toEqual({ granted: 'profile', ofApi: false, idToken: false, refreshToken: false });
});

it.each(['', ' ', `${API}/other`, 'https://graph.microsoft.com/.default', 'OpenID'])('refuses "%s"', (scope) => {
  expect(() => requestedScopes(scope, API)).toThrow('AADSTS70011');
});
