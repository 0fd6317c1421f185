import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ConfigFaults } from './config-faults.js';
import { Config } from './config.js';
import { configurationFields } from './startup-log.js';

const tenant = '3eb5e3a1-63a9-4d0f-b4d5-3a7b8d4b3a0e';
const client = '2e3a4b5c-0d1e-4f2a-8b3c-4d5e6f7a8b9c';
const files = mkdtempSync(join(tmpdir(), 'witness-config-'));
afterAll(() => rmSync(files, { recursive: true }));

const production = {
  RECORDER_HTTP_PUBLIC_URL: 'https://recorder.contoso.com/',
  RECORDER_ENTRA_TENANT_ID: tenant.toUpperCase(),
  RECORDER_ENTRA_CLIENT_ID: client,
  RECORDER_ENTRA_CLIENT_SECRET: 'hush-hush',
};

function file(name: string, content: string): string {
  const path = join(files, name);
  writeFileSync(path, content);
  return path;
}

function faultsOf(env: Record<string, string | undefined>): readonly string[] {
  try {
    Config.load(env);
  } catch (error) {
    if (error instanceof ConfigFaults) return error.faults;
    throw error;
  }
  return [];
}

it('fills in everything that a plain deployment leaves out', () => {
  const config = Config.load(production);

  expect(config.http).toEqual({ host: '0.0.0.0', port: 3978, publicUrl: 'https://recorder.contoso.com' });
  expect(config.graph).toEqual({ cloud: 'global', url: 'https://graph.microsoft.com', version: 'v1.0' });
  expect(config.entra.authorityUrl).toBe('https://login.microsoftonline.com');
  expect(config.calls).toEqual({
    openIdUrls: ['https://api.aps.skype.com/v1/.well-known/OpenIdConfiguration'],
    issuers: ['https://api.botframework.com', 'https://graph.microsoft.com'],
    audiences: [client],
    tenants: [tenant],
    keepAliveSeconds: 600,
    pauseLimitSeconds: 3_600,
  });
  expect(config.admin).toEqual({
    openIdUrl: `https://login.microsoftonline.com/${tenant}/v2.0/.well-known/openid-configuration`,
    issuers: [`https://login.microsoftonline.com/${tenant}/v2.0`, `https://sts.windows.net/${tenant}/`],
    audiences: [client, `api://${client}`],
    requestsPerMinute: 6_000,
  });
  expect(config.console).toEqual({
    clientId: client,
    scope: `${client}/access_as_user`,
    loginOrigin: null,
    dir: null,
  });
  expect(config.media.audience).toBe(`api://${client}`);
  expect(config.quotas).toEqual({ liveCalls: 100, monthlyCalls: 10_000 });
  expect(config.database.url).toBeNull();
  expect([config.shutdownGraceSeconds, config.logLevel]).toEqual([10, 'info']);
});

it('tells all faults at once, and none of the values', () => {
  const faults = faultsOf({
    RECORDER_DATABASE_URL: 'mysql://root:s3cret@db',
    RECORDER_HTTP_PORT: '99999',
    RECORDER_GRAPH_CLOUD: 'mars',
    RECORDER_ENTRA_TENANT_ID: 'contoso',
    RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE: '/nowhere/cert.pem',
    RECORDER_LOG_LEVEL: 'loud',
  });

  expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual([
    'RECORDER_DATABASE_URL',
    'RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE',
    'RECORDER_ENTRA_CLIENT_ID',
    'RECORDER_ENTRA_TENANT_ID',
    'RECORDER_GRAPH_CLOUD',
    'RECORDER_HTTP_PORT',
    'RECORDER_HTTP_PUBLIC_URL',
    'RECORDER_LOG_LEVEL',
  ]);
  expect(faults.join()).not.toContain('s3cret');
});

it('knows no quota where it is told 0', () => {
  const unlimited = { RECORDER_QUOTA_LIVE_CALLS: '0', RECORDER_QUOTA_MONTHLY_CALLS: '0' };

  expect(Config.load({ ...production, ...unlimited }).quotas).toEqual({ liveCalls: null, monthlyCalls: null });
});

it('takes an empty variable for an unset one', () => {
  expect(Config.load({ ...production, RECORDER_HTTP_PORT: '', RECORDER_GRAPH_URL: ' ' }).http.port).toBe(3978);
});

it('reads secrets from files', () => {
  const env = {
    ...production,
    RECORDER_ENTRA_CLIENT_SECRET: undefined,
    RECORDER_ENTRA_CLIENT_SECRET_FILE: file('secret', 'from a file\n'),
    RECORDER_DATABASE_URL_FILE: file('database', 'postgresql://recorder:pw@db/witness\n'),
  };

  const config = Config.load(env);

  expect(config.entra.clientSecret).toBe('from a file');
  expect(config.database.url).toBe('postgresql://recorder:pw@db/witness');
});

it('refuses a secret that is given twice, or whose file is empty or missing', () => {
  const secret = 'RECORDER_ENTRA_CLIENT_SECRET_FILE';

  expect(faultsOf({ ...production, [secret]: file('twice', 'x') })[0]).toMatch(/is set twice/);
  const unset = { ...production, RECORDER_ENTRA_CLIENT_SECRET: undefined };
  expect(faultsOf({ ...unset, [secret]: file('empty', '\n') })[0]).toMatch(/is empty in its file/);
  expect(faultsOf({ ...unset, [secret]: join(files, 'missing') })[0]).toMatch(/cannot be read .*ENOENT/);
});

it('wants exactly one credential, and a certificate with its key', () => {
  const pem = '-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nAA==\n';
  const without = { ...production, RECORDER_ENTRA_CLIENT_SECRET: undefined };
  const certificate = { RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE: file('pem', pem) };
  const keyless = { RECORDER_ENTRA_CLIENT_CERTIFICATE_FILE: file('keyless', pem.slice(pem.indexOf('-----BEGIN C'))) };

  expect(Config.load({ ...without, ...certificate }).entra.clientCertificate).toContain('BEGIN CERTIFICATE');
  expect(faultsOf(without)).toEqual([expect.stringContaining('CERTIFICATE_FILE is required')]);
  expect(faultsOf({ ...production, ...certificate })).toEqual([expect.stringContaining('not both')]);
  expect(faultsOf({ ...without, ...keyless })).toEqual([expect.stringContaining('private key')]);
});

it('follows the national cloud, and never mixes clouds', () => {
  const config = Config.load({ ...production, RECORDER_GRAPH_CLOUD: 'usgov-l4' });

  expect(config.graph.url).toBe('https://graph.microsoft.us');
  expect(config.entra.authorityUrl).toBe('https://login.microsoftonline.us');
  expect(config.calls.openIdUrls.join()).not.toContain('aps.skype.com');
});

it('asks for the inbound token checks where Microsoft documents none', () => {
  const l5 = { ...production, RECORDER_GRAPH_CLOUD: 'usgov-l5' };
  const overrides = {
    RECORDER_CALLS_OPENID_URL: 'https://keys.mil/a, https://keys.mil/b',
    RECORDER_CALLS_ISSUERS: 'x',
  };

  expect(faultsOf(l5).map((fault) => fault.split(' ')[0])).toEqual([
    'RECORDER_CALLS_OPENID_URL',
    'RECORDER_CALLS_ISSUERS',
  ]);
  expect(Config.load({ ...l5, ...overrides }).calls.openIdUrls).toEqual(['https://keys.mil/a', 'https://keys.mil/b']);
});

it.each([
  ['RECORDER_GRAPH_URL', 'http://graph.contoso.com'],
  ['RECORDER_GRAPH_URL', 'http://127.0.0.1.contoso.com'],
  ['RECORDER_GRAPH_URL', 'https://graph.contoso.com/?x=1'],
  ['RECORDER_GRAPH_URL', 'https://user:pw@graph.contoso.com'],
  ['RECORDER_GRAPH_URL', 'graph.contoso.com'],
  ['RECORDER_CALLS_OPENID_URL', 'https://keys.contoso.com,http://keys.contoso.com'],
  ['RECORDER_ADMIN_OPENID_URL', 'http://10.0.0.1/keys'],
  ['RECORDER_ENTRA_AUTHORITY_URL', 'http://127.0.0.1:8443'],
  ['RECORDER_HTTP_PUBLIC_URL', 'http://recorder.contoso.com'],
  ['RECORDER_CONSOLE_CLIENT_ID', 'console'],
  ['RECORDER_CONSOLE_SCOPE', 'one two'],
  ['RECORDER_CONSOLE_LOGIN_ORIGIN', 'https://login.contoso.com'],
  ['RECORDER_CONSOLE_LOGIN_ORIGIN', 'http://127.0.0.1:4501/tenant'],
])('refuses %s=%s', (name, value) => {
  expect(faultsOf({ ...production, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must`))]);
});

it.each(['http://127.0.0.1:9000', 'http://localhost:9000', 'http://[::1]:9000'])(
  'needs no public URL, or a plain one, while Graph is on this machine at %s',
  (graph) => {
    const env = { ...production, RECORDER_GRAPH_URL: graph, RECORDER_HTTP_PORT: '3979' };

    expect(Config.load({ ...env, RECORDER_HTTP_PUBLIC_URL: '' }).http.publicUrl).toBe('http://127.0.0.1:3979');
    expect(Config.load({ ...env, RECORDER_HTTP_PUBLIC_URL: 'http://recorder' }).http.publicUrl).toBe('http://recorder');
  },
);

it('signs people in with an application of the console, and on a desk at an address that a browser can reach', () => {
  const env = { ...production, RECORDER_GRAPH_URL: 'http://127.0.0.1:4501', RECORDER_CONSOLE_CLIENT_ID: tenant };

  expect(Config.load({ ...env, RECORDER_CONSOLE_LOGIN_ORIGIN: 'http://127.0.0.1:4501/' }).console).toMatchObject({
    clientId: tenant,
    scope: `${client}/access_as_user`,
    loginOrigin: 'http://127.0.0.1:4501',
  });
});

it('serves the tenants it is told to', () => {
  expect(Config.load({ ...production, RECORDER_CALLS_TENANTS: '*' }).calls.tenants).toBe('*');
  expect(Config.load({ ...production, RECORDER_CALLS_TENANTS: `${client}, ${tenant}` }).calls.tenants).toEqual([
    client,
    tenant,
  ]);
  expect(faultsOf({ ...production, RECORDER_CALLS_TENANTS: 'contoso' })).toHaveLength(1);
});

it('cannot be changed by anybody afterwards', () => {
  const config = Config.load(production);

  expect(() => Object.assign(config.http, { port: 1 })).toThrow(TypeError);
  expect(() => (config.calls.audiences as string[]).push('other')).toThrow(TypeError);
});

it('is logged with every secret as set or unset', () => {
  const env = { ...production, RECORDER_DATABASE_URL: 'postgresql://recorder:pa55@db/witness' };

  const fields = configurationFields(Config.load(env));

  expect(JSON.stringify(fields)).not.toMatch(/hush-hush|pa55/);
  expect(fields).toMatchObject({
    database: { url: 'set' },
    entra: { tenantId: tenant, clientSecret: 'set', clientCertificate: 'unset' },
  });
});
