import { expect, it } from 'vitest';
import { isLoopback } from './loopback.js';

it.each(['http://localhost:3978', 'https://127.0.0.1', 'http://127.9.8.7/x', 'http://[::1]:80', 'http://2130706433'])(
  '%s stays on this machine',
  (url) => {
    expect(isLoopback(url)).toBe(true);
  },
);

it.each([
  'http://127.0.0.1.example.com',
  'https://localhost.example.com',
  'http://10.0.0.1',
  'localhost',
  '',
  'api://x',
])('%s may leave it', (url) => {
  expect(isLoopback(url)).toBe(false);
});
