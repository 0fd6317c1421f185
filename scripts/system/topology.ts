import { portOffset } from './port-offset.js';

/**
 * The development system on one machine, all of it on loopback: where everything listens, who everybody is, and the
 * environment each program needs. START_PORT_OFFSET moves all ports, for a second system beside the first.
 */
export const OFFSET = portOffset(process.env.START_PORT_OFFSET);

/** How many recorders and media hosts `npm start` runs; other systems have up to ten of each. */
export const USUAL = { recorders: 2, mediaHosts: 2 } as const;

export const PORTS = {
  simulatorHttps: 4500 + OFFSET,
  simulatorHttp: 4501 + OFFSET,
  desk: 4502 + OFFSET,
} as const;

export const recorderPort = (replica: number): number => 3978 + replica + OFFSET;
export const mediaHostPorts = (index: number) => ({ http: 4601 + index + OFFSET, media: 4611 + index + OFFSET });

/** Where the simulator is asked by people and by these scripts; plain http is enough on this machine. */
export const SIMULATOR_URL = `http://127.0.0.1:${PORTS.simulatorHttp}`;
/** Where programs of the system are broken on purpose. */
export const DESK_URL = `http://127.0.0.1:${PORTS.desk}`;

export const recorderUrl = (replica: number): string => `http://127.0.0.1:${recorderPort(replica)}`;
export const recorderUrls = (count: number = USUAL.recorders): string[] =>
  Array.from({ length: count }, (_, i) => recorderUrl(i));
export const mediaHostUrl = (index: number): string => `http://127.0.0.1:${mediaHostPorts(index).http}`;
export const mediaHostId = (index: number): string => `media-host-${index + 1}`;

/** MSAL accepts an authority by https only. */
const AUTHORITY_URL = `https://localhost:${PORTS.simulatorHttps}`;
export const TENANT_ID = '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293';
const CLIENT_ID = '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b';
const CLIENT_SECRET = 'development-secret-of-the-recorder';
const MEDIA_HOST_CLIENT_ID = '2c9e1f70-5555-4b3a-8d21-6f7a8b9c0d1e';
const MEDIA_HOST_CLIENT_SECRET = 'development-secret-of-the-media-hosts';
const OPENID_URL = `${SIMULATOR_URL}/${TENANT_ID}/v2.0/.well-known/openid-configuration`;
/** Of the simulator's access tokens for whoever is of this tenant. */
export const issuerOf = (tenantId: string): string => `${AUTHORITY_URL}/${tenantId}/v2.0`;
const ISSUER = issuerOf(TENANT_ID);

export type ProgramEnvironment = Record<string, string>;

/** Where Vite serves the console to whoever works on it. */
const VITE_URL = 'http://127.0.0.1:5173';

/** A browser may open any recorder's console, by either name of this machine. */
const consoleRedirectUris = (recorders: readonly string[]): string[] =>
  [...recorders, VITE_URL]
    .flatMap((url) => [url, url.replace('127.0.0.1', 'localhost')])
    .flatMap((url) => [`${url}/console/`, `${url}/console/redirect.html`]);

export function simulatorEnvironment(
  tls: { keyFile: string; certFile: string },
  recorders = recorderUrls(),
): ProgramEnvironment {
  return {
    SIMULATOR_HOST: '127.0.0.1',
    SIMULATOR_HTTP_PORT: String(PORTS.simulatorHttp),
    SIMULATOR_HTTPS_PORT: String(PORTS.simulatorHttps),
    SIMULATOR_PUBLIC_URL: AUTHORITY_URL,
    SIMULATOR_TLS_KEY_FILE: tls.keyFile,
    SIMULATOR_TLS_CERT_FILE: tls.certFile,
    SIMULATOR_RECORDER_URLS: recorders.map((url) => `${url}/api/calls`).join(),
    SIMULATOR_TENANT_ID: TENANT_ID,
    SIMULATOR_CLIENT_ID: CLIENT_ID,
    SIMULATOR_CLIENT_SECRET: CLIENT_SECRET,
    SIMULATOR_MEDIA_HOST_CLIENT_ID: MEDIA_HOST_CLIENT_ID,
    SIMULATOR_MEDIA_HOST_CLIENT_SECRET: MEDIA_HOST_CLIENT_SECRET,
    SIMULATOR_CONSOLE_REDIRECT_URIS: consoleRedirectUris(recorders).join(),
  };
}

export function recorderEnvironment(replica: number, databaseUrl: string): ProgramEnvironment {
  return {
    RECORDER_DATABASE_URL: databaseUrl,
    RECORDER_HTTP_HOST: '127.0.0.1',
    RECORDER_HTTP_PORT: String(recorderPort(replica)),
    RECORDER_HTTP_PUBLIC_URL: recorderUrl(replica),
    RECORDER_GRAPH_URL: SIMULATOR_URL,
    RECORDER_ENTRA_AUTHORITY_URL: AUTHORITY_URL,
    RECORDER_ENTRA_TENANT_ID: TENANT_ID,
    RECORDER_ENTRA_CLIENT_ID: CLIENT_ID,
    RECORDER_ENTRA_CLIENT_SECRET: CLIENT_SECRET,
    RECORDER_CALLS_OPENID_URL: `${SIMULATOR_URL}/v1/.well-known/OpenIdConfiguration`,
    RECORDER_ADMIN_OPENID_URL: OPENID_URL,
    RECORDER_ADMIN_ISSUERS: ISSUER,
    // Browsers do not trust the certificate of the authority.
    RECORDER_CONSOLE_LOGIN_ORIGIN: SIMULATOR_URL,
  };
}

/** Near each other, so that either takes over from the other. */
export function mediaHostEnvironment(index: number, directory: string, recorders = recorderUrls()): ProgramEnvironment {
  const { http, media } = mediaHostPorts(index);
  return {
    MEDIA_HOST_ID: mediaHostId(index),
    MEDIA_HOST_HTTP_PORT: String(http),
    MEDIA_HOST_URL: mediaHostUrl(index),
    MEDIA_HOST_MEDIA_PORT: String(media),
    MEDIA_HOST_REGION: 'eastus',
    MEDIA_HOST_MAX_CALLS: '50',
    MEDIA_HOST_DATA_DIR: directory,
    MEDIA_HOST_RECORDER_URLS: recorders.join(),
    MEDIA_HOST_ENTRA_AUTHORITY_URL: AUTHORITY_URL,
    MEDIA_HOST_ENTRA_TENANT_ID: TENANT_ID,
    MEDIA_HOST_ENTRA_CLIENT_ID: MEDIA_HOST_CLIENT_ID,
    MEDIA_HOST_ENTRA_CLIENT_SECRET: MEDIA_HOST_CLIENT_SECRET,
    MEDIA_HOST_RECORDER_AUDIENCE: `api://${CLIENT_ID}`,
    MEDIA_HOST_OPENID_URL: OPENID_URL,
    MEDIA_HOST_ISSUERS: ISSUER,
    MEDIA_HOST_AUDIENCE: `${CLIENT_ID},api://${CLIENT_ID}`,
  };
}
