import { expect, it } from 'vitest';
import { LoginOrigin } from './login-origin.js';

const desk = new LoginOrigin('https://localhost:4500/0f6c2a9e', 'http://127.0.0.1:4501');

it('asks the authority where a browser reaches it', () => {
  expect(desk.reached('https://localhost:4500/0f6c2a9e/oauth2/v2.0/token?a=b#c')).toBe(
    'http://127.0.0.1:4501/0f6c2a9e/oauth2/v2.0/token?a=b#c',
  );
});

it.each(['https://localhost:45001/x', 'https://login.example/?to=https://localhost:4500/', '/console/', ''])(
  'leaves other addresses alone: %s',
  (address) => {
    expect(desk.reached(address)).toBe(address);
  },
);
