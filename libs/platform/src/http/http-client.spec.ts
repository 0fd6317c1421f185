import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { testAuthority } from '../../../../test/support/certificates.js';
import { TestServer, type Behaviour } from '../../../../test/support/http-server.js';
import { HttpClient, HttpFault } from './http-client.js';

const open: { close(): Promise<void> }[] = [];

async function server(behaviour: Behaviour, tls?: { key: string; cert: string }) {
  const started = await TestServer.start(behaviour, tls);
  open.push(started);
  return started;
}

function client(options?: { ca?: string }): HttpClient {
  const made = new HttpClient(options);
  open.push(made);
  return made;
}

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function faultOf(request: Promise<unknown>): Promise<HttpFault> {
  const error: unknown = await request.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(HttpFault);
  return error as HttpFault;
}

it('gives status, headers in lower case and text of whatever the far side replied', async () => {
  const { url } = await server(() => ({ status: 418, headers: { 'X-Two': 'a' }, body: 'short and stout' }));

  const reply = await client().request({ method: 'GET', url: `${url}/pot?x=1`, timeoutMs: 1_000 });

  expect(reply).toMatchObject({ status: 418, text: 'short and stout' });
  expect(reply.headers['x-two']).toBe('a');
});

it('knows that nothing was sent when nobody listens', async () => {
  const gone = await TestServer.start(() => ({ status: 200 }));
  await gone.close();

  const fault = await faultOf(client().request({ method: 'POST', url: gone.url, timeoutMs: 1_000 }));

  expect(fault).toMatchObject({ sent: 'no', fault: 'ECONNREFUSED' });
});

it('knows that nothing was sent to a server it does not trust', async () => {
  const authority = await testAuthority();
  const { url, requests } = await server(() => ({ status: 200 }), await authority.issue('server'));

  const fault = await faultOf(client().request({ method: 'POST', url, timeoutMs: 1_000 }));

  expect(fault.sent).toBe('no');
  expect(requests).toEqual([]);
});

it('trusts the authority it was given', async () => {
  const authority = await testAuthority();
  const { url } = await server(() => ({ status: 200, body: 'hello' }), await authority.issue('server'));

  const reply = await client({ ca: authority.cert }).request({ method: 'GET', url, timeoutMs: 1_000 });

  expect(reply.text).toBe('hello');
});

it('does not claim to know whether a request on a reset connection was carried out', async () => {
  const { url } = await server((_, response) => void response.socket?.resetAndDestroy());

  const fault = await faultOf(client().request({ method: 'POST', url, body: 'x', timeoutMs: 1_000 }));

  expect(fault.sent).toBe('unknown');
});

it('gives up at the time-out, also in the middle of a body', async () => {
  const { url } = await server((_, response) => void response.writeHead(200).write('half a'));

  const fault = await faultOf(client().request({ method: 'POST', url, timeoutMs: 150 }));

  expect(fault).toMatchObject({ sent: 'unknown', fault: 'timeout' });
});

it('says in its faults where it went, never with what', async () => {
  const { url } = await server((_, response) => void response.socket?.destroy());
  const headers = { authorization: 'Bearer secret-token' };

  const fault = await faultOf(
    client().request({ method: 'GET', url: `${url}/private?blob=1`, headers, timeoutMs: 500 }),
  );

  expect(fault.message).toContain(url);
  expect(fault.message).not.toMatch(/secret-token|private|blob/);
});

it('opens a connection ahead of need, which the next request uses', async () => {
  let connections = 0;
  const sockets = new Set<unknown>();
  const { url } = await server((_, response) => {
    if (!sockets.has(response.socket)) connections += 1;
    sockets.add(response.socket);
    return { status: 404 };
  });
  const http = client();

  await http.warm(url);
  await setImmediate(); // undici frees a connection one turn after its body was read
  await http.request({ method: 'GET', url, timeoutMs: 500 });

  expect(connections).toBe(1);
});
