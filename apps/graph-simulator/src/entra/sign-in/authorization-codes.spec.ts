import { expect, it } from 'vitest';
import type { Application } from '../applications.js';
import { AuthorizationCodes } from './authorization-codes.js';
import type { Identity } from './identity.js';
import { RefreshTokens } from './refresh-tokens.js';

const NOON = Date.parse('2026-01-05T12:00:00Z');
const TEN_MINUTES = 10 * 60_000;
const recorder = { clientId: 'recorder' } as Application;
const other = { clientId: 'other' } as Application;
const signedIn = { clientId: 'recorder', identity: {} as Identity };
const promised = { signedIn, redirectUri: 'http://127.0.0.1/', codeChallenge: '', scope: 'openid', nonce: undefined };

it('takes a code for ten minutes', () => {
  const codes = new AuthorizationCodes();
  const [early, late] = [codes.issue(promised, NOON), codes.issue(promised, NOON)];

  expect(codes.redeem(early, recorder, NOON + TEN_MINUTES - 1)).toBe(promised);
  expect(() => codes.redeem(late, recorder, NOON + TEN_MINUTES)).toThrow('AADSTS70008');
});

it('takes a code from the application that it was given to, and spends it on any other', () => {
  const codes = new AuthorizationCodes();
  const code = codes.issue(promised, NOON);

  expect(() => codes.redeem(code, other, NOON)).toThrow('AADSTS70000');
  expect(() => codes.redeem(code, recorder, NOON)).toThrow('AADSTS54005');
});

it('takes a refresh token again and again, from its application, until its time is over', () => {
  const tokens = new RefreshTokens();
  const token = tokens.issue({ signedIn, scope: 'openid' }, NOON);

  expect(tokens.use(token, recorder, NOON - 1)).toEqual({ signedIn, scope: 'openid', until: NOON });
  expect(tokens.use(token, recorder, NOON - 1).until).toBe(NOON);
  expect(() => tokens.use(token, other, NOON - 1)).toThrow('AADSTS70000');
  expect(() => tokens.use(token, recorder, NOON)).toThrow('AADSTS700084');
});
