import { request as httpRequest, type IncomingMessage } from 'node:http';
import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';
import { corpus } from '../../libs/graph-comms/src/published-payloads.fixture.js';

const INVITE = JSON.stringify(corpus('incoming-pbr')[0]!.body);

let system: System;
beforeAll(async () => void (system = await System.start()));
afterAll(() => system.stop());

interface RawReply {
  status: number;
  text: string;
}

/** Headers by name and value, one after another, so that one may come twice. `send` writes the body, or some of it. */
function rawPost(headers: string[], send: (write: (part: string) => void) => void): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const own = ['host', '127.0.0.1', 'content-type', 'application/json', ...headers];
    const sent = httpRequest(`${system.recorder.url}/api/calls`, { method: 'POST', headers: own, agent: false });
    sent.on('response', (response: IncomingMessage) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += String(chunk)));
      response.on('close', () => {
        sent.destroy();
        resolve({ status: response.statusCode!, text });
      });
    });
    // After the reply the recorder closes the connection on whoever still talks.
    sent.on('error', (error) => (sent.destroyed ? undefined : reject(error)));
    send((part) => void sent.write(part));
  });
}

async function post(token: string | null): Promise<RawReply> {
  const reply = await fetch(`${system.recorder.url}/api/calls`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token !== null && { authorization: token }) },
    body: INVITE,
  });
  return { status: reply.status, text: await reply.text() };
}

/** Rows of every table that a notification could leave something in. */
async function stored(): Promise<unknown> {
  const tables = ['notification_log', 'recording_session', 'session_event', 'durable_command', 'media_reservation'];
  const counts = tables.map((table) => `SELECT '${table}' AS name, count(*)::integer FROM ${table}`);
  return system.sql(counts.join(' UNION ALL '));
}

// First, because a recorder looks for new keys once a minute at most, and the strangers below make it look.
it('new signing keys of Teams are taken up without a restart, and withdrawn ones no longer count', async () => {
  const old = await system.simulator.platformToken();
  await system.simulator.rotateKeys(true);

  const { callId, status } = await system.simulator.invite({ seed: 1 });

  expect(status).toBe(202);
  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('answered'));
  expect(await post(`Bearer ${old}`)).toEqual({ status: 401, text: '' });
  await system.simulator.end(callId);
  await eventually(async () => expect(await system.admin.story(callId)).toContain('CallReleased'));
  // What has run is removed a moment later; then nothing changes by itself.
  const running = `SELECT kind FROM durable_command WHERE kind <> 'recording.keep-call-alive'`;
  await eventually(async () => expect(await system.sql(running)).toEqual([]));
});

describe('whoever is not Teams gets 401 or 403, no word more, and leaves no trace', () => {
  const flaws: [string, number][] = [
    ['expired', 401],
    ['notYetValid', 401],
    ['wrongAudience', 401],
    ['wrongIssuer', 401],
    ['algNone', 401],
    ['unknownKid', 401],
    ['foreignKey', 401],
    ['noTenant', 403],
    ['otherTenant', 403],
  ];

  it.each(flaws)('with a token that is %s: %i', async (flaw, status) => {
    const before = await stored();

    const reply = await post(`Bearer ${await system.simulator.platformToken({ flaw })}`);

    expect(reply).toEqual({ status, text: '' });
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['no header', null],
    ['an empty one', ''],
    ['no token in it', 'Bearer '],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['nonsense', 'Bearer x.y.z'],
    ['a token of 100,000 characters', `Bearer ${'x'.repeat(12_000)}`],
  ])('with %s: 401', async (_what, header) => {
    const before = await stored();

    expect(await post(header)).toEqual({ status: 401, text: '' });
    expect(await stored()).toEqual(before);
  });

  it('with a token signed by a shared secret that names a key of Teams: 401', async () => {
    const good = await system.simulator.platformToken();
    const { kid } = decodeProtectedHeader(good);
    const forged = await new SignJWT(decodeJwt(good))
      .setProtectedHeader({ alg: 'HS256', kid })
      .sign(Buffer.alloc(32, 7));

    expect(await post(`Bearer ${forged}`)).toEqual({ status: 401, text: '' });
  });

  it('with two Authorization headers, even of good tokens: 401', async () => {
    const good = `Bearer ${await system.simulator.platformToken()}`;
    const length = String(Buffer.byteLength(INVITE));
    const headers = ['content-length', length, 'authorization', good, 'authorization', good];

    expect(await rawPost(headers, (write) => write(INVITE))).toEqual({ status: 401, text: '' });
  });

  it('with the token of an administrator: 401', async () => {
    const token = await system.simulator.accessToken(['Recording.Read', 'Recording.Operate']);

    expect(await post(`Bearer ${token}`)).toEqual({ status: 401, text: '' });
  });
});

describe('the body of a stranger is not even read', () => {
  it('a gigabyte that was announced is refused for its token, not for its size, and before it comes', async () => {
    const headers = ['content-length', String(1024 ** 3), 'authorization', 'Bearer x.y.z'];

    expect(await rawPost(headers, (write) => write('{'))).toEqual({ status: 401, text: '' });
  });

  it('a body without end is cut off', async () => {
    const headers = ['transfer-encoding', 'chunked', 'authorization', 'Bearer x.y.z'];
    let timer: NodeJS.Timeout | undefined;

    const reply = await rawPost(headers, (write) => (timer = setInterval(() => write('x'.repeat(1_000)), 5)));
    clearInterval(timer);

    expect(reply).toEqual({ status: 401, text: '' });
  });
});
