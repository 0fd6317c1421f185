import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../../apps/media-host/src/capture/manifest.js';
import type { Segment } from '../../apps/media-host/src/capture/segment-file.js';
import { freePort, Program } from './program.js';
import { CLIENT_ID, MEDIA_HOST_CLIENT_ID, MEDIA_HOST_SECRET, TENANT } from './simulator-program.js';

interface Setting {
  dataDir: string;
  recorderUrls: readonly string[];
  caFile: string;
  simulator: { httpUrl: string; httpsUrl: string };
}

/** apps/media-host as a process, with the directory it keeps media in. */
export class ReferenceMediaHost {
  private constructor(
    readonly hostId: string,
    readonly dataDir: string,
    readonly program: Program,
    /** Of http and of media. */
    readonly ports: readonly [number, number],
  ) {}

  static async prepare(
    number: number,
    { dataDir, recorderUrls, caFile, simulator }: Setting,
  ): Promise<ReferenceMediaHost> {
    const [httpPort, mediaPort] = await Promise.all([freePort(), freePort()]);
    const hostId = `media-host-${number}`;
    const url = `http://127.0.0.1:${httpPort}`;
    const env = {
      NODE_EXTRA_CA_CERTS: caFile,
      MEDIA_HOST_ID: hostId,
      MEDIA_HOST_HTTP_PORT: String(httpPort),
      MEDIA_HOST_URL: url,
      MEDIA_HOST_MEDIA_PORT: String(mediaPort),
      MEDIA_HOST_REGION: 'EUWE',
      MEDIA_HOST_MAX_CALLS: '50',
      MEDIA_HOST_DATA_DIR: dataDir,
      MEDIA_HOST_SEGMENT_SECONDS: '1',
      MEDIA_HOST_RECORDER_URLS: recorderUrls.join(','),
      MEDIA_HOST_ENTRA_AUTHORITY_URL: simulator.httpsUrl,
      MEDIA_HOST_ENTRA_TENANT_ID: TENANT,
      MEDIA_HOST_ENTRA_CLIENT_ID: MEDIA_HOST_CLIENT_ID,
      MEDIA_HOST_ENTRA_CLIENT_SECRET: MEDIA_HOST_SECRET,
      MEDIA_HOST_RECORDER_AUDIENCE: `api://${CLIENT_ID}`,
      MEDIA_HOST_OPENID_URL: `${simulator.httpUrl}/${TENANT}/v2.0/.well-known/openid-configuration`,
      MEDIA_HOST_ISSUERS: `${simulator.httpsUrl}/${TENANT}/v2.0`,
      MEDIA_HOST_AUDIENCE: `${CLIENT_ID},api://${CLIENT_ID}`,
      MEDIA_HOST_LOG_LEVEL: 'debug',
    };
    const program = new Program(hostId, 'media-host.js', env, `${url}/health`);
    return new ReferenceMediaHost(hostId, dataDir, program, [httpPort, mediaPort]);
  }

  /** Names of the audio files of a session, unfinished ones too. */
  async audioFiles(mediaSessionId: string): Promise<string[]> {
    const names = await readdir(join(this.dataDir, mediaSessionId)).catch(() => []);
    return names.filter((name) => name.includes('.wav'));
  }

  /** What the manifest of a session says. */
  segments(mediaSessionId: string): Promise<Segment[]> {
    return readManifest(join(this.dataDir, mediaSessionId));
  }
}
