import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Settings } from './settings.js';

const sound = {
  MEDIA_HOST_ID: 'host-1',
  MEDIA_HOST_HTTP_PORT: '4601',
  MEDIA_HOST_URL: 'http://127.0.0.1:4601/',
  MEDIA_HOST_MEDIA_PORT: '4611',
  MEDIA_HOST_REGION: 'EUWE',
  MEDIA_HOST_MAX_CALLS: '50',
  MEDIA_HOST_DATA_DIR: '/var/lib/media',
  MEDIA_HOST_RECORDER_URLS: 'https://a.example.com/, https://b.example.com',
  MEDIA_HOST_ENTRA_TENANT_ID: 'tenant',
  MEDIA_HOST_ENTRA_CLIENT_ID: 'client',
  MEDIA_HOST_ENTRA_CLIENT_SECRET: 'open sesame',
  MEDIA_HOST_RECORDER_AUDIENCE: 'api://recorder',
  MEDIA_HOST_OPENID_URL: 'https://login.example.com/openid',
  MEDIA_HOST_ISSUERS: 'https://login.example.com/tenant/v2.0',
  MEDIA_HOST_AUDIENCE: 'api://media, media',
};

it('reads lists, drops slashes, and knows its defaults', () => {
  const settings = new Settings(sound);

  expect(settings).toMatchObject({
    url: 'http://127.0.0.1:4601',
    recorderUrls: ['https://a.example.com', 'https://b.example.com'],
    control: { audiences: ['api://media', 'media'] },
    entra: { authorityUrl: 'https://login.microsoftonline.com' },
    segmentSeconds: 5,
  });
});

it('listens on the network only when it is reached from there', () => {
  expect(new Settings(sound).listenOn).toBe('127.0.0.1');
  expect(new Settings({ ...sound, MEDIA_HOST_URL: 'https://host-1.example.com' })).toMatchObject({
    listenOn: '0.0.0.0',
    mediaHostName: 'host-1.example.com',
  });
});

it('takes the secret from a file', () => {
  const dir = mkdtempSync(join(tmpdir(), 'settings-'));
  writeFileSync(join(dir, 'secret'), 'from the file\n');

  const { entra } = new Settings({
    ...sound,
    MEDIA_HOST_ENTRA_CLIENT_SECRET: '',
    MEDIA_HOST_ENTRA_CLIENT_SECRET_FILE: join(dir, 'secret'),
  });

  rmSync(dir, { recursive: true });
  expect(entra.clientSecret).toBe('from the file');
});

it('names every fault at once, and quotes no secret', () => {
  const faulty = {
    ...sound,
    MEDIA_HOST_HTTP_PORT: 'many',
    MEDIA_HOST_URL: 'http://host-1.example.com',
    MEDIA_HOST_ID: '',
  };

  let complaint = '';
  try {
    new Settings({ ...faulty, MEDIA_HOST_ENTRA_AUTHORITY_URL: 'http://localhost' });
  } catch (error) {
    complaint = (error as Error).message;
  }

  for (const name of ['HTTP_PORT', 'URL', 'ID', 'ENTRA_AUTHORITY_URL'])
    expect(complaint).toContain(`MEDIA_HOST_${name}`);
  expect(complaint).not.toContain('open sesame');
});
