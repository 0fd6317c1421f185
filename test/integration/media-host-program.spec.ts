import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { MediaReport, PreparedMediaSession } from '@app/contracts';
import { readWav } from '../../apps/media-host/src/capture/read-wav.fixture.js';
import { EntraDouble } from '../support/entra.js';
import { eventually, sleep } from '../support/eventually.js';
import { TestServer } from '../support/http-server.js';
import { freePort, Program } from '../support/program.js';
import { TokenIssuer } from '../support/token-issuer.js';

const ISSUER = 'https://login.example.com/tenant/v2.0';
const CALL = '2f1a1100-b174-40a0-aba7-0b405e01ed92';

let dir: string;
let url: string;
let bearer: string;
let entra: EntraDouble;
let issuer: TokenIssuer;
let recorder: TestServer;
let recorderIsDown = false;
let host: Program;
let sockets: Socket[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'media-host-'));
  sockets = [];
  recorderIsDown = false;
  issuer = await TokenIssuer.start('k1');
  entra = await EntraDouble.start();
  await writeFile(join(dir, 'ca.pem'), entra.ca);
  recorder = await TestServer.start(({ method }) => {
    if (recorderIsDown) return { status: 503 };
    return method === 'PUT' ? { status: 200, body: { drain: false } } : { status: 202 };
  });
  const [httpPort, mediaPort] = await Promise.all([freePort(), freePort()]);
  url = `http://127.0.0.1:${httpPort}`;
  const env = {
    NODE_EXTRA_CA_CERTS: join(dir, 'ca.pem'),
    MEDIA_HOST_ID: 'host-1',
    MEDIA_HOST_HTTP_PORT: String(httpPort),
    MEDIA_HOST_URL: url,
    MEDIA_HOST_MEDIA_PORT: String(mediaPort),
    MEDIA_HOST_REGION: 'EUWE',
    MEDIA_HOST_FAILURE_DOMAIN: 'euwe-2',
    MEDIA_HOST_MAX_CALLS: '10',
    MEDIA_HOST_DATA_DIR: join(dir, 'data'),
    MEDIA_HOST_SEGMENT_SECONDS: '1',
    // The first recorder is dead: everything goes to the second.
    MEDIA_HOST_RECORDER_URLS: `http://127.0.0.1:1, ${recorder.url}`,
    MEDIA_HOST_ENTRA_AUTHORITY_URL: entra.url,
    MEDIA_HOST_ENTRA_TENANT_ID: 'tenant',
    MEDIA_HOST_ENTRA_CLIENT_ID: 'client',
    MEDIA_HOST_ENTRA_CLIENT_SECRET: 'the-secret-of-the-host',
    MEDIA_HOST_RECORDER_AUDIENCE: 'api://recorder',
    MEDIA_HOST_OPENID_URL: issuer.openIdUrl,
    MEDIA_HOST_ISSUERS: ISSUER,
    MEDIA_HOST_AUDIENCE: 'api://media',
  };
  const claims = { iss: ISSUER, aud: 'api://media', exp: Date.now() / 1_000 + 600, roles: ['Recorder.Control'] };
  bearer = await issuer.sign(claims, 'k1');
  host = new Program('host-1', 'media-host.js', env, `${url}/health`);
  await host.start();
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await host.kill();
  await Promise.all([entra.close(), issuer.close(), recorder.close()]);
  await rm(dir, { recursive: true });
});

async function ask<T>(method: string, path: string, body?: object): Promise<T> {
  const reply = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${bearer}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  expect(reply.ok).toBe(true);
  return (reply.status === 204 ? undefined : await reply.json()) as T;
}

const prepare = () =>
  ask<PreparedMediaSession>('POST', '/media-sessions', {
    callId: CALL,
    tenantId: 't1',
    modalities: ['audio'],
    purpose: 'policyRecording',
  });
const keep = (id: string, keeps: boolean) => {
  const order = { keep: keeps, permitId: 'p1', at: new Date().toISOString() };
  return ask<{ keep: boolean }>('PUT', `/media-sessions/${id}/keep`, order);
};

/** As the media platform: dials what the blob says. */
async function dial({ mediaConfig }: PreparedMediaSession, callId = CALL): Promise<Socket> {
  const { mpUri, mpMediaSessionId } = JSON.parse(mediaConfig.blob) as { mpUri: string; mpMediaSessionId: string };
  const socket = connect(Number(/:(\d+)\/MediaProcessor$/.exec(mpUri)?.[1]), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`${JSON.stringify({ mpMediaSessionId, callId })}\n`);
  return socket;
}

const frame = (serial: number): Buffer => Buffer.alloc(640, serial + 1);

const toldOf = (path: string): unknown[] =>
  recorder.requests.filter((request) => request.url === path).map(({ body }) => JSON.parse(body) as unknown);
const reportsOf = (id: string) => toldOf(`/media/v1/sessions/${id}/reports`) as MediaReport[];

/** What is on disk for a session, in the order of its files. */
async function kept(id: string): Promise<{ names: string[]; audio: Buffer; sums: string[] }> {
  const names = (await readdir(join(dir, 'data', id))).filter((name) => name.includes('.wav')).sort();
  const files = await Promise.all(names.map((name) => readFile(join(dir, 'data', id, name))));
  const sums = files.map((file) => createHash('sha256').update(file).digest('hex'));
  return { names, audio: Buffer.concat(files.map(readWav)), sums };
}

it('keeps what arrives under its permit and nothing else, and tells recorders of every piece', async () => {
  const session = await prepare();
  const id = session.mediaSessionId;
  const source = await dial(session, CALL.replaceAll('-', '').toUpperCase());
  source.write(frame(0));
  await eventually(() => expect(reportsOf(id).map(({ kind }) => kind)).toEqual(['firstMedia']));

  expect((await keep(id, true)).keep).toBe(true);
  const inside = Array.from({ length: 60 }, (_, n) => frame(100 + n));
  for (const piece of inside) source.write(piece);
  await eventually(() => expect(reportsOf(id).map(({ kind }) => kind)).toContain('segmentKept'));
  expect((await keep(id, false)).keep).toBe(false);
  const atStop = await kept(id);
  source.write(frame(7));
  await sleep(200);
  await ask('DELETE', `/media-sessions/${id}`);

  expect(atStop.audio.equals(Buffer.concat(inside))).toBe(true);
  expect(await kept(id)).toEqual(atStop);
  await eventually(() =>
    expect(reportsOf(id).map(({ kind }) => kind)).toEqual(['firstMedia', 'segmentKept', 'segmentKept', 'stopped']),
  );
  expect(reportsOf(id).flatMap((report) => (report.kind === 'segmentKept' ? report.segment.sha256 : []))).toEqual(
    atStop.sums,
  );
  expect(host.output).not.toContain('mpUri');
  expect(host.output).not.toContain('the-secret-of-the-host');
});

it('shows recorders how it is, with a token that Entra gave it, whichever recorder is alive', async () => {
  await prepare();
  await eventually(() =>
    expect(toldOf('/media/v1/hosts/host-1').at(-1)).toMatchObject({
      url,
      region: 'EUWE',
      failureDomain: 'euwe-2',
      maxCalls: 10,
      activeCalls: 1,
      draining: false,
    }),
  );

  expect(recorder.requests.every(({ headers }) => /^Bearer ey/.test(headers.authorization ?? ''))).toBe(true);
  expect(Object.fromEntries(entra.tokenRequests[0]!)).toMatchObject({ scope: 'api://recorder/.default' });
  expect(entra.tokenRequests).toHaveLength(1);
});

it('seals and tells before it stops, and says goodbye as a host that drains', async () => {
  const session = await prepare();
  const id = session.mediaSessionId;
  const source = await dial(session);
  await keep(id, true);
  source.write(frame(1));
  await eventually(() => expect(reportsOf(id)).toHaveLength(1));

  await host.kill('SIGTERM');

  expect((await kept(id)).audio.equals(frame(1))).toBe(true);
  expect(reportsOf(id).map(({ kind }) => kind)).toEqual(['firstMedia', 'segmentKept', 'stopped']);
  expect(toldOf('/media/v1/hosts/host-1').at(-1)).toMatchObject({ draining: true, activeCalls: 0 });
});

it('finishes after a sudden death what it had on disk, and tells what happened', async () => {
  const session = await prepare();
  const id = session.mediaSessionId;
  const source = await dial(session);
  await keep(id, true);
  const pieces = Array.from({ length: 45 }, (_, n) => frame(n));
  for (const piece of pieces) source.write(piece);
  const all = Buffer.concat(pieces).length;
  await eventually(async () => {
    const part = (await readdir(join(dir, 'data', id))).find((name) => name.endsWith('.part'));
    // All but the last half second.
    expect((await stat(join(dir, 'data', id, part ?? ''))).size).toBeGreaterThanOrEqual(all - 16_000);
  });

  await host.kill('SIGKILL');
  await host.start();

  await eventually(() => expect(reportsOf(id).at(-1)?.kind).toBe('stopped'));
  const { names, audio, sums } = await kept(id);
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
  // At most the last half second may be missing.
  expect(audio.length).toBeGreaterThanOrEqual(Buffer.concat(pieces).length - 16_000);
  expect(Buffer.concat(pieces).subarray(0, audio.length).equals(audio)).toBe(true);
  expect(reportsOf(id).flatMap((report) => (report.kind === 'segmentKept' ? report.segment.sha256 : []))).toEqual(sums);
  expect(reportsOf(id).map(({ kind }) => kind)).toContain('mediaLost');
});

it('says everything in order once recorders are back', async () => {
  const session = await prepare();
  const id = session.mediaSessionId;
  const source = await dial(session);
  recorderIsDown = true;
  await keep(id, true);
  source.write(frame(1));
  await sleep(300);
  await keep(id, false);
  const refused = reportsOf(id).length;
  recorderIsDown = false;

  await eventually(() => expect(reportsOf(id).at(-1)?.kind).toBe('stopped'));

  const heard = reportsOf(id).slice(refused);
  expect(heard.map(({ kind }) => kind).filter((kind, n, all) => kind !== all[n - 1])).toEqual([
    'firstMedia',
    'segmentKept',
    'stopped',
  ]);
});

it('shuts the door to sources that do not know their session', async () => {
  const session = await prepare();
  const stranger = await dial(session, 'another-call');
  const { mpUri } = JSON.parse(session.mediaConfig.blob) as { mpUri: string };
  const noise = connect(Number(/:(\d+)\//.exec(mpUri)?.[1]), '127.0.0.1');
  sockets.push(noise);
  noise.on('error', () => undefined);
  noise.write(Buffer.alloc(4_096, 0x41));

  await Promise.all([once(stranger, 'close'), once(noise, 'close')]);

  expect(reportsOf(session.mediaSessionId)).toEqual([]);
});

it('passes the contract that it publishes, asked by the program that others use', async () => {
  const check = fileURLToPath(new URL('../../dist/scripts/media-host-check.js', import.meta.url));

  const { stdout } = await promisify(execFile)(process.execPath, [check, url], {
    env: { PATH: process.env.PATH, MEDIA_HOST_CHECK_TOKEN: bearer },
  });

  expect(stdout).toMatch(/\d+ passed, 0 failed\n$/);
  expect(stdout).not.toContain(bearer);
});
