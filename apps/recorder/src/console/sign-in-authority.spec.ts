import { expect, it } from 'vitest';
import { Config } from '@app/platform';
import { signInAuthority } from './sign-in-authority.js';

const HOME = '0F6C2A9E-1111-4a5b-8c3d-2e4f60718293';
const OTHER = '5b8e0c2d-7777-4e1f-9a3b-8c6d4e2f0a19';
const ENTRA = 'https://login.microsoftonline.com';

const authority = (more: Record<string, string>) =>
  signInAuthority(
    Config.load({
      RECORDER_HTTP_PUBLIC_URL: 'https://recorder.example',
      RECORDER_DATABASE_URL: 'postgres://localhost/witness',
      RECORDER_ENTRA_TENANT_ID: HOME,
      RECORDER_ENTRA_CLIENT_ID: '44444444-4444-4444-8444-444444444444',
      RECORDER_ENTRA_CLIENT_SECRET: 'secret',
      ...more,
    }),
  );

it.each([
  ['by default', {}],
  ['though calls of every tenant are served', { RECORDER_CALLS_TENANTS: '*' }],
  ['where its issuers are named', { RECORDER_ADMIN_ISSUERS: `${ENTRA}/${HOME}/v2.0,https://sts.windows.net/${HOME}/` }],
])('people sign in at the home tenant %s', (_when, more) => {
  expect(authority(more)).toBe(`${ENTRA}/${HOME.toLowerCase()}`);
});

it('people say themselves whose they are where tokens of other tenants are believed', () => {
  const more = { RECORDER_ADMIN_ISSUERS: [HOME, OTHER].map((tenant) => `${ENTRA}/${tenant}/v2.0`).join() };

  expect(authority(more)).toBe(`${ENTRA}/organizations`);
});
