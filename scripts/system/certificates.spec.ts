import { createServer, get } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { developmentCertificates } from './certificates.js';

const directory = mkdtempSync(join(tmpdir(), 'witness-tls-'));
afterAll(() => {
  vi.useRealTimers();
  rmSync(directory, { recursive: true });
});

it('makes a certificate that whoever trusts its authority accepts for localhost', async () => {
  const { caFile, keyFile, certFile } = await developmentCertificates(directory);
  const tls = { key: readFileSync(keyFile), cert: readFileSync(certFile) };
  const server = createServer(tls, (_request, response) => response.end('secure'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const status = await new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, servername: 'localhost', ca: readFileSync(caFile), agent: false };
    get(options, (response) => resolve(response.statusCode)).on('error', reject);
  });
  server.close();

  expect(status).toBe(200);
  expect(statSync(keyFile).mode & 0o077).toBe(0);
});

it('uses the same certificate as long as it is good, and makes another in time', async () => {
  const { certFile } = await developmentCertificates(directory);
  const first = readFileSync(certFile, 'utf8');

  await developmentCertificates(directory);
  expect(readFileSync(certFile, 'utf8')).toBe(first);

  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 360 * 24 * 3_600_000 });
  await developmentCertificates(directory);
  vi.useRealTimers();
  expect(readFileSync(certFile, 'utf8')).not.toBe(first);
});

it('replaces a certificate that is damaged', async () => {
  const { certFile } = await developmentCertificates(directory);
  writeFileSync(certFile, 'not a certificate');

  await developmentCertificates(directory);

  expect(readFileSync(certFile, 'utf8')).toContain('BEGIN CERTIFICATE');
});
