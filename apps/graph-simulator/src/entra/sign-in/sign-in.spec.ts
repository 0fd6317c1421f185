import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { answerOf, Browser, REDIRECT_URI, STATE } from '../../spec-support/browser.js';
import { Desk } from '../../spec-support/desk.js';

let desk: Desk;
let browser: Browser;

beforeAll(async () => {
  desk = await Desk.start();
});

afterAll(() => desk.stop());

beforeEach(() => {
  browser = new Browser(desk);
});

const errorOf = (answer: URLSearchParams) => [
  answer.get('error'),
  /^AADSTS\d+/.exec(answer.get('error_description') ?? '')?.[0],
];
const OTHER_TENANT = '5b8e0c2d-7777-4e1f-9a3b-8c6d4e2f0a19';
const LOGIN_REQUIRED = ['login_required', 'AADSTS50058'];

it('shows a page on which one picks who to be, and sends the browser back with a code', async () => {
  const asked = await browser.authorize();
  const page = await asked.text();

  const chosen = await browser.choose(page, {});

  expect([asked.status, asked.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page).toContain('Sign in as Adele Vance');
  expect(chosen.status).toBe(302);
  expect(chosen.headers.get('location')?.split('=')[0]).toBe(`${REDIRECT_URI}#code`);
  expect(Object.fromEntries(answerOf(chosen))).toEqual({
    code: expect.stringMatching(/^[\w-]{43}$/) as string,
    client_info: expect.stringMatching(/^[\w-]+$/) as string,
    session_state: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    state: STATE,
  });
});

it('answers in the query when it is asked to, and without client_info when nobody wants it', async () => {
  const page = await (await browser.authorize({ response_mode: 'query', client_info: undefined })).text();

  const chosen = await browser.choose(page, {});

  expect(chosen.headers.get('location')?.split('=')[0]).toBe(`${REDIRECT_URI}?code`);
  expect([...answerOf(chosen).keys()]).toEqual(['code', 'session_state', 'state']);
});

it.each(['common', 'organizations'])('signs people of every tenant in at "%s"', async (tenant) => {
  const page = await (await browser.authorize({}, tenant)).text();

  expect(page.match(/Contoso|Fabrikam/g)).toEqual(['Contoso', 'Fabrikam']);
});

it('signs nobody in at a tenant’s own address but its own people', async () => {
  const page = await (await browser.authorize()).text();
  const others = await browser.choose(page, { tenant: OTHER_TENANT });

  expect(page.match(/Contoso|Fabrikam/g)).toEqual(['Contoso']);
  expect(errorOf(answerOf(others))).toEqual(['invalid_request', 'AADSTS9002313']);
  expect(await (await browser.authorize({}, OTHER_TENANT)).text()).toContain('Fabrikam, another tenant');
});

it.each([
  ['an address that is not registered', { redirect_uri: 'http://127.0.0.1:3978/console' }, 'AADSTS50011'],
  ['an address elsewhere', { redirect_uri: 'https://elsewhere.example/' }, 'AADSTS50011'],
  ['an unknown application', { client_id: '3c0a6f1e-0000-4000-8000-000000000000' }, 'AADSTS700016'],
  ['no address', { redirect_uri: undefined }, 'AADSTS900144'],
])('tells the person, and sends nobody away, for %s', async (_what, parameters, code) => {
  const reply = await browser.authorize(parameters);

  expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
  expect(await reply.text()).toContain(code);
});

it('takes no path for a tenant that is none', async () => {
  expect(await (await browser.authorize({}, 'nowhere')).text()).toContain('AADSTS900023');
  expect(await (await browser.authorize({}, randomUUID())).text()).toContain('AADSTS90002:');
});

it('holds the form to the same rules as the question before it', async () => {
  const page = await (await browser.authorize()).text();

  const reply = await browser.choose(page, { redirect_uri: 'https://elsewhere.example/' });

  expect([reply.status, reply.headers.get('location')]).toEqual([400, null]);
});

it.each([
  ['another response type', { response_type: 'token' }, ['unsupported_response_type', 'AADSTS70005']],
  ['another response mode', { response_mode: 'form_post' }, ['invalid_request', 'AADSTS70007']],
  ['a scope that there is not', { scope: 'openid Files.Read' }, ['invalid_scope', 'AADSTS70011']],
  ['no challenge', { code_challenge: undefined }, ['invalid_request', 'AADSTS9002325']],
  ['a challenge that is the verifier', { code_challenge_method: 'plain' }, ['invalid_request', 'AADSTS9002313']],
  ['a challenge cut short', { code_challenge: 'short' }, ['invalid_request', 'AADSTS501491']],
  ['an unknown prompt', { prompt: 'perhaps' }, ['invalid_request', 'AADSTS90023']],
])('tells the page that asked for %s', async (_what, parameters, expected) => {
  const answer = answerOf(await browser.authorize(parameters));

  expect(errorOf(answer)).toEqual(expected);
  expect(answer.get('state')).toBe(STATE);
});

it('tells the page that asked when somebody chose a person or a tenant that there is not', async () => {
  const invalid = ['invalid_request', 'AADSTS9002313'];

  expect(errorOf(await browser.signIn({ person: 'nobody' }))).toEqual(invalid);
  expect(errorOf(await browser.signIn({ tenant: 'nowhere' }))).toEqual(invalid);
});

it('signs nobody in silently who has not signed in before', async () => {
  expect(errorOf(answerOf(await browser.authorize({ prompt: 'none' })))).toEqual(LOGIN_REQUIRED);
});

it('signs the same person in silently', async () => {
  const first = await browser.signIn({ person: 'omar' });

  const answer = answerOf(await browser.authorize({ prompt: 'none', login_hint: 'omar@contoso.example' }));

  expect(answer.get('code')).not.toBe(first.get('code'));
  expect(answer.get('client_info')).toBe(first.get('client_info'));
  expect(answer.get('session_state')).toBe(first.get('session_state'));
  expect((await browser.redeem(answer.get('code') ?? '')).status).toBe(200);
});

it('signs nobody in silently as somebody else', async () => {
  await browser.signIn({ person: 'omar' });

  const answer = answerOf(await browser.authorize({ prompt: 'none', login_hint: 'adele@contoso.example' }));

  expect(errorOf(answer)).toEqual(['interaction_required', 'AADSTS16000']);
});

it('asks again whom one wants to be, signed in or not', async () => {
  await browser.signIn();

  expect((await browser.authorize()).status).toBe(200);
});

it('keeps the session in a cookie that no script and no other path is shown', async () => {
  const page = await (await browser.authorize()).text();

  const [cookie = ''] = (await browser.choose(page, {})).headers.getSetCookie();

  const [session, ...attributes] = cookie.split('; ');
  expect(session?.split('=')[0]).toBe(`simulator-session-${new URL(desk.url).port}`);
  expect(attributes).toEqual([`Path=/${desk.settings.tenantId}/oauth2/v2.0`, 'HttpOnly', 'SameSite=Lax']);
});

it('signs out, and goes back to an address that is registered', async () => {
  await browser.signIn();
  const session = browser.cookie;
  const back = 'http://127.0.0.1:3978/console/';

  const reply = await browser.logout(`?post_logout_redirect_uri=${encodeURIComponent(back)}`);

  expect([reply.status, reply.headers.get('location'), browser.cookie]).toEqual([302, back, '']);
  browser.cookie = session;
  expect(errorOf(answerOf(await browser.authorize({ prompt: 'none' })))).toEqual(LOGIN_REQUIRED);
});

it.each(['', '?post_logout_redirect_uri=https%3A%2F%2Felsewhere.example%2F'])(
  'signs out and stays when it is told no registered address: "%s"',
  async (query) => {
    const reply = await browser.logout(query);

    expect([reply.status, reply.headers.get('location')]).toEqual([200, null]);
    expect(await reply.text()).toContain('You are signed out');
  },
);

it('notes that somebody signed in, and neither codes, tokens, cookies nor verifiers', async () => {
  const code = (await browser.signIn()).get('code') ?? '';
  const tokens = (await (await browser.redeem(code)).json()) as Record<string, string>;
  await browser.refresh(tokens.refresh_token ?? '');

  const { body } = await desk.json<{ items: { verb: string }[] }>('GET', '/control/transcript?limit=4');

  expect(body.items.map(({ verb }) => verb)).toEqual(['authorize', 'sign-in', 'token', 'token']);
  const secrets = [code, browser.verifier, browser.cookie.split('=')[1]].concat(
    ['access_token', 'refresh_token', 'id_token'].map((name) => tokens[name]),
  );
  const noted = JSON.stringify(body);
  expect(secrets.filter((secret) => !secret || noted.includes(secret))).toEqual([]);
});
