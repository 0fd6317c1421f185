import { readFileSync } from 'node:fs';
import { HttpClient } from '@app/platform';
import { checkMediaHost } from './media-host-check/checks.js';

/*
 * Runs the contract's tests against any media host: npm run media-host:check -- https://media-host.example.com
 * MEDIA_HOST_CHECK_TOKEN (or a file named by MEDIA_HOST_CHECK_TOKEN_FILE) is a token that the host accepts, with the app
 * role Recorder.Control. The host needs room for two calls; nothing is left behind.
 */
const url = process.argv[2]?.replace(/\/+$/, '');
const { MEDIA_HOST_CHECK_TOKEN, MEDIA_HOST_CHECK_TOKEN_FILE } = process.env;
const token =
  MEDIA_HOST_CHECK_TOKEN ?? (MEDIA_HOST_CHECK_TOKEN_FILE && readFileSync(MEDIA_HOST_CHECK_TOKEN_FILE, 'utf8').trim());

if (!url || !URL.canParse(url) || !token) {
  console.error('Usage: MEDIA_HOST_CHECK_TOKEN=… npm run media-host:check -- <url of the media host>');
  process.exitCode = 2;
} else {
  const http = new HttpClient();
  const { passed, failed } = await checkMediaHost({ http, url, token, print: console.log });
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
  await http.close();
}
