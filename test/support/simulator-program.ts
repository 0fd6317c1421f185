import type { DevelopmentCertificates } from '../../scripts/system/certificates.js';
import { freePort, Program } from './program.js';

/** What the simulator's tenant and its applications are called; the secrets are made to be found in logs. */
export const TENANT = '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293';
export const CLIENT_ID = '7b0d3c1e-2222-4f6a-9b8c-3d5e7f901a2b';
export const CLIENT_SECRET = 'a-secret-of-the-recorder-that-no-log-may-show';
export const MEDIA_HOST_CLIENT_ID = '2c9e1f70-5555-4b3a-8d21-6f7a8b9c0d1e';
export const MEDIA_HOST_SECRET = 'a-secret-of-the-media-hosts-that-no-log-may-show';

export async function simulatorProgram(
  { keyFile, certFile }: DevelopmentCertificates,
  recorderUrls: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ program: Program; httpUrl: string; httpsUrl: string }> {
  const [httpPort, httpsPort] = await Promise.all([freePort(), freePort()]);
  const httpUrl = `http://127.0.0.1:${httpPort}`;
  const httpsUrl = `https://127.0.0.1:${httpsPort}`;
  const env = {
    SIMULATOR_HTTP_PORT: String(httpPort),
    SIMULATOR_HTTPS_PORT: String(httpsPort),
    SIMULATOR_PUBLIC_URL: httpsUrl,
    SIMULATOR_TLS_KEY_FILE: keyFile,
    SIMULATOR_TLS_CERT_FILE: certFile,
    SIMULATOR_RECORDER_URLS: recorderUrls.map((url) => `${url}/api/calls`).join(','),
    SIMULATOR_CONSOLE_REDIRECT_URIS: recorderUrls
      .flatMap((url) => [`${url}/console/`, `${url}/console/redirect.html`])
      .join(','),
    SIMULATOR_TENANT_ID: TENANT,
    SIMULATOR_CLIENT_ID: CLIENT_ID,
    SIMULATOR_CLIENT_SECRET: CLIENT_SECRET,
    SIMULATOR_MEDIA_HOST_CLIENT_ID: MEDIA_HOST_CLIENT_ID,
    SIMULATOR_MEDIA_HOST_CLIENT_SECRET: MEDIA_HOST_SECRET,
    ...more,
  };
  const main = 'graph-simulator.js';
  return { program: new Program('simulator', main, env, `${httpUrl}/control/scenarios`), httpUrl, httpsUrl };
}
