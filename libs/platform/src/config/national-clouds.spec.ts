import { expect, it } from 'vitest';
import { Config } from './config.js';
import { ConfigFaults } from './config-faults.js';
import type { GraphCloud } from './national-clouds.js';

const tenant = '3eb5e3a1-63a9-4d0f-b4d5-3a7b8d4b3a0e';
const unsettled = {
  RECORDER_CALLS_OPENID_URL: 'https://keys.example/a',
  RECORDER_CALLS_ISSUERS: 'https://issuer.example',
};

function load(cloud: GraphCloud, more: Record<string, string> = {}): Config {
  return Config.load({
    RECORDER_GRAPH_CLOUD: cloud,
    RECORDER_HTTP_PUBLIC_URL: 'https://recorder.contoso.com',
    RECORDER_ENTRA_TENANT_ID: tenant,
    RECORDER_ENTRA_CLIENT_ID: '2e3a4b5c-0d1e-4f2a-8b3c-4d5e6f7a8b9c',
    RECORDER_ENTRA_CLIENT_SECRET: 'hush',
    ...more,
  });
}

/** Protocol §12.2, roots and authorities; §11.4, inbound tokens; literally, and not from the table of the code. */
it.each([
  {
    cloud: 'global',
    graph: 'https://graph.microsoft.com',
    authority: 'https://login.microsoftonline.com',
    openIdUrls: ['https://api.aps.skype.com/v1/.well-known/OpenIdConfiguration'],
    issuers: ['https://api.botframework.com', 'https://graph.microsoft.com'],
    olderIssuer: `https://sts.windows.net/${tenant}/`,
  },
  {
    cloud: 'usgov-l4',
    graph: 'https://graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    openIdUrls: [
      'https://apigcch.botframework.azure.us/v1/.well-known/OpenIdConfiguration',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    ],
    issuers: ['https://api.botframework.us', 'https://api.botframework.com'],
    olderIssuer: `https://sts.windows.net/${tenant}/`,
  },
  {
    cloud: 'usgov-l5',
    graph: 'https://dod-graph.microsoft.us',
    authority: 'https://login.microsoftonline.us',
    openIdUrls: null,
    issuers: null,
    olderIssuer: `https://sts.windows.net/${tenant}/`,
  },
  {
    cloud: 'china',
    graph: 'https://microsoftgraph.chinacloudapi.cn',
    authority: 'https://login.chinacloudapi.cn',
    openIdUrls: null,
    issuers: null,
    olderIssuer: `https://sts.chinacloudapi.cn/${tenant}/`,
  },
] as const)('in $cloud everything that the choice of the cloud decides is of that cloud', (expected) => {
  const config = load(expected.cloud, expected.openIdUrls ? {} : unsettled);

  expect(config.graph).toEqual({ cloud: expected.cloud, url: expected.graph, version: 'v1.0' });
  expect(config.entra.authorityUrl).toBe(expected.authority);
  expect(config.calls.openIdUrls).toEqual(expected.openIdUrls ?? ['https://keys.example/a']);
  expect(config.calls.issuers).toEqual(expected.issuers ?? ['https://issuer.example']);
  expect(config.admin.openIdUrl).toBe(`${expected.authority}/${tenant}/v2.0/.well-known/openid-configuration`);
  expect(config.admin.issuers).toEqual([`${expected.authority}/${tenant}/v2.0`, expected.olderIssuer]);
});

it.each(['usgov-l5', 'china'] as const)('in %s nothing is guessed of what Microsoft does not document', (cloud) => {
  expect(() => load(cloud)).toThrow(ConfigFaults);
  expect(() => load(cloud, { RECORDER_CALLS_ISSUERS: 'https://issuer.example' })).toThrow('RECORDER_CALLS_OPENID_URL');
  expect(() => load(cloud, { RECORDER_CALLS_OPENID_URL: 'https://keys.example/a' })).toThrow('RECORDER_CALLS_ISSUERS');
});
