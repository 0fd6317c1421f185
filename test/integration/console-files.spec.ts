import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CONSOLE_CLIENT,
  CONSOLE_TENANT,
  startConsoleApp,
  type ConsoleApp,
  type ConsoleReply,
} from '../support/console-app.js';

const PAGE = '<!doctype html><title>Witness</title>\n';
const SCRIPT = 'export const answer = 42;\n'.repeat(100);
const SCRIPT_PATH = '/console/assets/index-B0x1.js';
const BROWSER = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

const root = mkdtempSync(join(tmpdir(), 'witness-console-'));
const folder = join(root, 'console');
mkdirSync(join(folder, 'assets'), { recursive: true });
mkdirSync(join(folder, 'deep'));
writeFileSync(join(root, 'outside.txt'), 'outside');
symlinkSync('../outside.txt', join(folder, 'link.txt'));
writeFileSync(join(folder, '.env'), 'hidden');
writeFileSync(join(folder, 'deep/inner.txt'), 'deep');
writeFileSync(join(folder, 'index.html'), PAGE);
writeFileSync(join(folder, 'redirect.html'), PAGE);
writeFileSync(join(folder, 'assets/index-B0x1.js'), SCRIPT);
writeFileSync(join(folder, 'assets/index-B0x1.js.br'), brotliCompressSync(SCRIPT));
writeFileSync(join(folder, 'assets/index-B0x1.js.gz'), gzipSync(SCRIPT));
writeFileSync(join(folder, 'assets/icon-C1y2.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');

let app: ConsoleApp;
beforeAll(async () => {
  app = await startConsoleApp({
    RECORDER_CONSOLE_DIR: folder,
    RECORDER_ENTRA_AUTHORITY_URL: 'https://localhost:4500',
    RECORDER_CONSOLE_LOGIN_ORIGIN: 'http://127.0.0.1:4501',
  });
});
afterAll(async () => {
  await app.close();
  rmSync(root, { recursive: true });
});

const problem = ({ status, headers, body }: ConsoleReply) => ({
  status,
  type: headers['content-type'],
  code: (JSON.parse(body.toString()) as { code: string }).code,
});
const PROBLEM = 'application/problem+json; charset=utf-8';
const noSuchFile = { status: 404, type: PROBLEM, code: 'console.no-such-file' };

describe('a browser without a token', () => {
  it('is sent to /console/, and gets its page there', async () => {
    const sent = await app.ask('/console');
    expect([sent.status, sent.headers.location]).toEqual([308, '/console/']);

    const { status, headers, body } = await app.ask('/console/', BROWSER);
    expect([status, headers['content-type'], body.toString()]).toEqual([200, 'text/html; charset=utf-8', PAGE]);
  });

  it.each(['sessions', 'sessions/99999999-9999-4999-8999-999999999999?tab=raw', 'media-hosts/mh-1.contoso.com'])(
    'opens a page by its address: %s',
    async (page) => {
      const { status, body } = await app.ask(`/console/${page}`, BROWSER);

      expect([status, body.toString()]).toEqual([200, PAGE]);
    },
  );

  it('is told what it needs to sign in, and no more', async () => {
    const { status, headers, body } = await app.ask('/console/config.json');

    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'application/json; charset=utf-8',
      'no-store',
    ]);
    expect(JSON.parse(body.toString())).toEqual({
      clientId: CONSOLE_CLIENT,
      authority: `https://localhost:4500/${CONSOLE_TENANT}`,
      homeTenantId: CONSOLE_TENANT,
      scope: `${CONSOLE_CLIENT}/access_as_user`,
      loginOrigin: 'http://127.0.0.1:4501',
    });
  });

  it('may ask what a file is like without taking it', async () => {
    const { status, headers, body } = await app.ask(SCRIPT_PATH, {}, 'HEAD');

    expect([status, headers['content-length'], body.length]).toEqual([200, String(SCRIPT.length), 0]);
  });
});

describe('what is sent', () => {
  it.each([
    ['br, gzip', 'br', brotliCompressSync(SCRIPT)],
    ['gzip, deflate', 'gzip', gzipSync(SCRIPT)],
    ['gzip;q=0, br;q=0.0', undefined, Buffer.from(SCRIPT)],
    ['identity', undefined, Buffer.from(SCRIPT)],
  ])('is coded as the browser can read it: %s', async (accepted, coding, body) => {
    const reply = await app.ask(SCRIPT_PATH, { 'accept-encoding': accepted });

    expect(reply.headers['content-encoding']).toBe(coding);
    expect(reply.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(reply.headers.vary).toBe('accept-encoding');
    expect(reply.body.equals(body)).toBe(true);
  });

  it('is kept for a year when its name changes with its content, and asked for anew when not', async () => {
    const cache = async (path: string) => (await app.ask(path, BROWSER)).headers['cache-control'];

    expect(await cache(SCRIPT_PATH)).toBe('public, max-age=31536000, immutable');
    expect(await cache('/console/assets/icon-C1y2.svg')).toBe('public, max-age=31536000, immutable');
    for (const path of ['', 'index.html', 'redirect.html', 'sessions'])
      expect(await cache(`/console/${path}`), path).toBe('no-cache');
    expect(await cache('/console/assets/gone.js'), 'of what another replica may have').toBe('no-store');
  });

  it('is not sent again to whoever has it', async () => {
    for (const path of ['/console/', '/console/redirect.html', SCRIPT_PATH]) {
      const { etag = '' } = (await app.ask(path, BROWSER)).headers;
      const again = await app.ask(path, { ...BROWSER, 'if-none-match': `"other", W/${etag}` });

      expect([again.status, again.body.length, again.headers.etag], path).toEqual([304, 0, etag]);
      expect((await app.ask(path, { ...BROWSER, 'if-none-match': '"other"' })).status).toBe(200);
    }
  });

  it('has one tag for each way in which it is coded', async () => {
    const tags = ['br', 'gzip', 'identity'].map(
      async (coding) => (await app.ask(SCRIPT_PATH, { 'accept-encoding': coding })).headers.etag,
    );

    expect(new Set(await Promise.all(tags)).size).toBe(3);
  });
});

describe('a page', () => {
  const paths = ['', '/', '/sessions', '/config.json', '/redirect.html', '/assets/index-B0x1.js', '/assets/gone.js'];

  it.each(paths)('may run and load nothing but what is ours, and ask the login authority: /console%s', async (path) => {
    const { headers } = await app.ask(`/console${path}`, BROWSER);
    const policy = String(headers['content-security-policy']).split('; ');

    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self' https://localhost:4500 http://127.0.0.1:4501",
      "frame-src 'self' https://localhost:4500 http://127.0.0.1:4501",
      "frame-ancestors 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "object-src 'none'",
      "manifest-src 'self'",
    ]);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['permissions-policy']).toContain('microphone=()');
  });

  it('shares no window with another site, but for the one that a sign-in comes back to', async () => {
    const opener = async (path: string) => (await app.ask(path, BROWSER)).headers['cross-origin-opener-policy'];

    expect(await opener('/console/')).toBe('same-origin');
    expect(await opener('/console/sessions')).toBe('same-origin');
    expect(await opener('/console/redirect.html')).toBeUndefined();
  });
});

describe('what is not there', () => {
  it.each(['assets/gone.js', 'assets/gone', 'assets', 'assets/', 'favicon.ico', 'assets/index-B0x1.js.br'])(
    'is a problem, and never the page: %s',
    async (path) => {
      expect(problem(await app.ask(`/console/${path}`, BROWSER))).toEqual(noSuchFile);
    },
  );

  it('is a problem for a program that asks for a page', async () => {
    expect(problem(await app.ask('/console/sessions', { accept: 'application/json' }))).toEqual(noSuchFile);
    expect(problem(await app.ask('/console/deep/inner.txt'))).toEqual(noSuchFile);
  });

  it.each([
    '../outside.txt',
    '..%2foutside.txt',
    '%2e%2e/outside.txt',
    '%2e%2e%2foutside.txt',
    'assets/../../outside.txt',
    'assets/..%2f..%2foutside.txt',
    'assets/..\\..\\outside.txt',
    'assets%2findex-B0x1.js',
    'sessions/../../outside.txt',
    'sessions/..',
    'sessions%2f1',
    '/etc/passwd',
    'link.txt',
    '.env',
    '%2eenv',
    'sessions/.env',
    '%00',
    'index.html%00.js',
    'a'.repeat(10_000),
    'a/'.repeat(5_000),
  ])('cannot be had by a trick: %#', async (path) => {
    expect(problem(await app.ask(`/console/${path}`, BROWSER))).toEqual(noSuchFile);
  });

  it.each(['%zz', '%', '%ff'])('nor by a path that is none: %s', async (path) => {
    expect(problem(await app.ask(`/console/${path}`, BROWSER))).toEqual({
      status: 400,
      type: PROBLEM,
      code: 'http.bad-path',
    });
  });

  it('is a problem for whoever wants to change something', async () => {
    for (const path of ['/console', '/console/', '/console/config.json']) {
      const reply = await app.ask(path, {}, 'POST');

      expect(problem(reply), path).toEqual({ status: 405, type: PROBLEM, code: 'http.method-not-allowed' });
      expect(reply.headers.allow).toBe('GET, HEAD');
    }
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await app.ask(SCRIPT_PATH, {}, method)).status, method).toBe(404);
  });
});

describe('a recorder without a console', () => {
  it.each([
    ['a folder that is not there', join(root, 'nothing')],
    ['a file', join(root, 'outside.txt')],
    ['a folder without a console in it', join(folder, 'deep')],
  ])('starts, says so, and tells a browser: %s', async (_what, dir) => {
    const without = await startConsoleApp({ RECORDER_CONSOLE_DIR: dir });

    const replies = [await without.ask('/console/', BROWSER), await without.ask(SCRIPT_PATH)];
    const { status } = await without.ask('/console/config.json');
    await without.close();

    for (const reply of replies)
      expect(problem(reply)).toEqual({ status: 404, type: PROBLEM, code: 'console.not-built' });
    expect(status).toBe(200);
    expect(without.log.messages('warn')).toContain('the console is not built: /console/ is 404');
  });
});
