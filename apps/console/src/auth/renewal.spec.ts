import {
  AuthError,
  InteractionRequiredAuthError,
  type AccountInfo,
  type AuthenticationResult,
} from '@azure/msal-browser';
import { beforeEach, expect, it } from 'vitest';
import { Renewal } from './renewal.js';
import { SignInEnded } from './sign-in-ended.js';

/** MSAL, as Entra has it answer: with a token, or not without the person. */
class Msal {
  answer: string | Error = 'token';
  journeys = 0;
  arrive = () => undefined as void;

  acquireTokenSilent(): Promise<AuthenticationResult> {
    if (this.answer instanceof Error) return Promise.reject(this.answer);
    return Promise.resolve({ accessToken: this.answer } as AuthenticationResult);
  }

  acquireTokenRedirect(): Promise<void> {
    this.journeys += 1;
    return new Promise((done) => (this.arrive = done));
  }
}

let msal: Msal;
let renewal: Renewal;
let told: boolean[];

beforeEach(() => {
  msal = new Msal();
  renewal = new Renewal(msal, { account: {} as AccountInfo, scopes: ['scope'] });
  told = [];
  renewal.subscribe(() => told.push(renewal.hasEnded()));
});

const needsThePerson = () => new InteractionRequiredAuthError('login_required', 'correlation');

it('tells who asks, and the page, that Entra wants to see the person, and does not leave the page', async () => {
  msal.answer = needsThePerson();

  const asked = await Promise.allSettled([renewal.token(), renewal.token(), renewal.token()]);

  expect(asked.map((one) => one.status === 'rejected' && one.reason instanceof SignInEnded)).toEqual([
    true,
    true,
    true,
  ]);
  expect([told, msal.journeys]).toEqual([[true], 0]);
});

it('takes a hidden frame that does not answer for the same', async () => {
  msal.answer = new AuthError('timed_out', 'correlation');

  await expect(renewal.token()).rejects.toBeInstanceOf(SignInEnded);
});

it('goes on when Entra renews after all', async () => {
  msal.answer = needsThePerson();
  await expect(renewal.token()).rejects.toBeInstanceOf(SignInEnded);
  msal.answer = 'new';

  expect(await renewal.token()).toBe('new');
  expect(told).toEqual([true, false]);
});

it('takes a network that is away for no end', async () => {
  msal.answer = new Error('no network');

  await expect(renewal.token()).rejects.toThrow('no network');
  expect(renewal.hasEnded()).toBe(false);
});

it('leaves for Entra once at a time, however often it is told to', async () => {
  const both = [renewal.signInAgain(), renewal.signInAgain()];
  expect(msal.journeys).toBe(1);

  msal.arrive();
  await Promise.all(both);
  void renewal.signInAgain();

  expect(msal.journeys).toBe(2);
});
