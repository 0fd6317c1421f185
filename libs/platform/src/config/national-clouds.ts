export type GraphCloud = 'global' | 'usgov-l4' | 'usgov-l5' | 'china';

/** What follows from the choice of a cloud. Lists of different clouds are never merged (protocol §11.4). */
export interface NationalCloud {
  /** Root of Microsoft Graph; also the audience of our tokens for it. */
  graphUrl: string;
  /** Root of the login authority; the tenant is appended. */
  authorityUrl: string;
  /** OpenID documents with the keys of tokens that Teams shows us; empty where Microsoft documents none. */
  callsOpenIdUrls: readonly string[];
  /** Issuers of those tokens. */
  callsIssuers: readonly string[];
  /** Issuer of Entra's v1.0 access tokens; the tenant is appended. */
  entraV1Issuer: string;
}

/**
 * Roots and authorities: Microsoft Graph, "National cloud deployments" (protocol §12.2). Inbound tokens: Graph,
 * "Call notifications" (protocol §11.4), which names the global document only; L4 lists what was seen there.
 */
export const NATIONAL_CLOUDS: Readonly<Record<GraphCloud, NationalCloud>> = {
  global: {
    graphUrl: 'https://graph.microsoft.com',
    authorityUrl: 'https://login.microsoftonline.com',
    callsOpenIdUrls: ['https://api.aps.skype.com/v1/.well-known/OpenIdConfiguration'],
    callsIssuers: ['https://api.botframework.com', 'https://graph.microsoft.com'],
    entraV1Issuer: 'https://sts.windows.net',
  },
  'usgov-l4': {
    graphUrl: 'https://graph.microsoft.us',
    authorityUrl: 'https://login.microsoftonline.us',
    callsOpenIdUrls: [
      'https://apigcch.botframework.azure.us/v1/.well-known/OpenIdConfiguration',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    ],
    callsIssuers: ['https://api.botframework.us', 'https://api.botframework.com'],
    entraV1Issuer: 'https://sts.windows.net',
  },
  'usgov-l5': {
    graphUrl: 'https://dod-graph.microsoft.us',
    authorityUrl: 'https://login.microsoftonline.us',
    callsOpenIdUrls: [],
    callsIssuers: [],
    entraV1Issuer: 'https://sts.windows.net',
  },
  // Graph offers no calling actions there: the roots are known, inbound tokens are not.
  china: {
    graphUrl: 'https://microsoftgraph.chinacloudapi.cn',
    authorityUrl: 'https://login.chinacloudapi.cn',
    callsOpenIdUrls: [],
    callsIssuers: [],
    entraV1Issuer: 'https://sts.chinacloudapi.cn',
  },
};
