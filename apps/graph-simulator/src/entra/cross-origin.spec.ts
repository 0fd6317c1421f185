import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONSOLE_ORIGIN } from '../spec-support/browser.js';
import { Desk } from '../spec-support/desk.js';

const AUTHORITY = 'https://localhost:4500';
let desk: Desk;
let tenant: string;

beforeAll(async () => {
  desk = await Desk.start({ SIMULATOR_PUBLIC_URL: AUTHORITY });
  tenant = desk.settings.tenantId;
});

afterAll(() => desk.stop());

const preflight = (path: string) =>
  fetch(desk.url + path.replace('{tenant}', tenant), {
    method: 'OPTIONS',
    headers: {
      origin: CONSOLE_ORIGIN,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-anchormailbox',
    },
  });

it.each([
  '/{tenant}/oauth2/v2.0/token',
  '/{tenant}/v2.0/.well-known/openid-configuration',
  '/common/discovery/instance',
])('lets a page of another origin ask %s', async (path) => {
  const reply = await preflight(path);

  expect(reply.status).toBe(204);
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': 'x-anchormailbox',
  });
});

it.each([
  '/control/tokens',
  '/control/transcript',
  '/{tenant}/oauth2/v2.0/authorize',
  '/{tenant}/oauth2/v2.0/sign-in',
  '/{tenant}/discovery/v2.0/keys',
])('keeps %s closed to pages of other origins', async (path) => {
  const reply = await preflight(path);

  expect([reply.status, reply.headers.get('access-control-allow-origin')]).toEqual([404, null]);
});

it('lets a page read answers and refusals of the token endpoint', async () => {
  const [answer, refusal] = [await desk.token(), await desk.token({ client_secret: 'guess' })];

  expect([answer.status, refusal.status]).toEqual([200, 401]);
  expect([answer, refusal].map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual(['*', '*']);
});

it('names by http the issuer that MSAL and recorders know, and addresses that a browser reaches', async () => {
  const reply = await fetch(`${desk.url}/${tenant}/v2.0/.well-known/openid-configuration`);

  expect(reply.headers.get('access-control-allow-origin')).toBe('*');
  expect(await reply.json()).toMatchObject({
    issuer: `${AUTHORITY}/${tenant}/v2.0`,
    authorization_endpoint: `${desk.url}/${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${desk.url}/${tenant}/oauth2/v2.0/token`,
    end_session_endpoint: `${desk.url}/${tenant}/oauth2/v2.0/logout`,
  });
});

it('tells which cloud it is: one of its own, by both of its names', async () => {
  const authorize = encodeURIComponent(`${AUTHORITY}/${tenant}/oauth2/v2.0/authorize`);
  const path = `/common/discovery/instance?api-version=1.1&authorization_endpoint=${authorize}`;

  const { body } = await desk.json('GET', path);

  expect(body).toMatchObject({
    tenant_discovery_endpoint: `${desk.url}/${tenant}/v2.0/.well-known/openid-configuration`,
    metadata: [{ preferred_cache: 'localhost:4500', aliases: ['localhost:4500', new URL(desk.url).host] }],
  });
});
