import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { damagedBody, placesIn } from '../../libs/graph-comms/src/mutations.fixture.js';
import { corpus, corpusFamilies, inboundExamples } from '../../libs/graph-comms/src/published-payloads.fixture.js';
import { eventually } from '../support/eventually.js';
import { System, TENANT } from '../support/system.js';

/** Call id of the invitation that these tests spoil; every post gets one of its own, or all but one would be repeats. */
const CALL_ID = 'e71f0300-9c1f-4d99-b5f4-2722e877d497';
const INVITE_ITEM =
  '{"changeType":"created","resourceUrl":"/communications/calls/c1","resourceData":{"state":"incoming"}}';
const INVITE = JSON.stringify(corpus('incoming-pbr')[0]!.body);

let system: System;
const tokens = new Map<string, string>();

beforeAll(async () => {
  system = await System.start({ recorderEnv: { RECORDER_CALLS_TENANTS: '*' } });
  // A hundred strange calls shall not hold up the real one at the end.
  await system.simulator.faults({});
});
afterAll(() => system.stop());

/** Whatever the tests before sent: nothing was set aside, and a real call is answered. */
async function isWell(): Promise<void> {
  const { callId } = await system.simulator.invite({ seed: 1 });
  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('answered'));
  expect(await system.sql('SELECT kind, last_error, data FROM durable_command WHERE buried_at IS NOT NULL')).toEqual(
    [],
  );
}
beforeEach(({ onTestFinished }) => onTestFinished(isWell));

/** Teams vouches for the tenant that the body names, so that the body is looked at as closely as possible. */
async function post(text: string, path = ''): Promise<number> {
  const tenantId = /"tenantId":\s*"([0-9a-f-]{36})"/i.exec(text)?.[1]?.toLowerCase() ?? randomUUID();
  const token = tokens.get(tenantId) ?? (await system.simulator.platformToken({ tenantId }));
  if (tokens.size < 100) tokens.set(tenantId, token);
  return (await system.recorder.post(text, token, path)).status;
}

async function postAs(headers: Record<string, string>, body: string): Promise<number> {
  const authorization = `Bearer ${await system.simulator.platformToken()}`;
  const url = `${system.recorder.url}/api/calls`;
  return (await fetch(url, { method: 'POST', headers: { authorization, ...headers }, body })).status;
}

/** An answered call, and the path of its callbackUri after /api/calls. */
async function aCall(seed: number): Promise<{ callId: string; path: string }> {
  const { callId } = await system.simulator.invite({ seed });
  await eventually(async () => expect((await system.admin.session(callId)).response).toBe('answered'));
  const { callbackUri } = await system.simulator.call(callId);
  return { callId, path: `/${callbackUri!.split('/').at(-1)}` };
}

function roster(callId: string, entries: string[]): string {
  const resourceUrl = `/communications/calls/${callId}/participants`;
  // Newer than whatever the simulator still has to tell.
  const all = ['{"id":"last","rosterSequenceNumber":1000000}', ...entries.slice(1)].join(',');
  return `{"tenantId":"${TENANT}","value":[{"resourceUrl":"${resourceUrl}","resourceData":[${all}]}]}`;
}

/** Asks again and again until `work` is done; the longest that one reply took. */
async function whileItLasts(work: Promise<unknown>, ask: () => Promise<Response>): Promise<number> {
  let [lasts, longest] = [true, 0];
  void work.finally(() => (lasts = false));
  while (lasts) {
    const started = performance.now();
    await (await ask()).arrayBuffer();
    longest = Math.max(longest, performance.now() - started);
  }
  return longest;
}

async function peopleIn(callId: string): Promise<number | undefined> {
  const [row] = await system.sql<{ here: number }>(
    `SELECT count(*)::integer AS here FROM session_participant JOIN recording_session USING (session_id)
     WHERE call_id = $1 AND in_roster AND left_at IS NULL`,
    [callId],
  );
  return row?.here;
}

const isTakenOrRefused = (status: number) => (status >= 200 && status < 300) || (status >= 400 && status < 500);

describe('whatever the platform posts with a good token, the recorder takes or refuses it and goes on', () => {
  it('every published notification is taken', async () => {
    const published = [
      ...corpusFamilies().flatMap((family) => corpus(family)),
      ...inboundExamples('examples/'),
      ...inboundExamples('examples/unconfirmed/'),
    ].filter(({ direction, bodyText }) => direction === 'inbound' && bodyText === null);
    const refused: string[] = [];

    for (const { file, body } of published) {
      const status = await post(JSON.stringify(body));
      if (status < 200 || status > 299) refused.push(`${file}: ${status}`);
    }

    expect(published.length).toBeGreaterThan(70);
    expect(refused).toEqual([]);
  });

  it('what was published with a slip of JSON is refused with 400', async () => {
    const malformed = corpus('malformed').filter(({ direction }) => direction === 'inbound');

    const statuses = await Promise.all(malformed.map(({ bodyText }) => post(bodyText!)));

    expect(statuses.length).toBeGreaterThan(0);
    expect(statuses).toEqual(statuses.map(() => 400));
  });

  it.each<[string, string, number]>([
    ['more than 256 KiB', `{"value":[],"more":"${'x'.repeat(256 * 1024)}"}`, 413],
    ['10,000 levels', '['.repeat(10_000) + ']'.repeat(10_000), 400],
    ['10,000 levels of calls', '{"resourceData":'.repeat(10_000) + '1' + '}'.repeat(10_000), 400],
    ['a key __proto__', INVITE.replace('"state"', '"__proto__":{"admin":true},"state"'), 400],
    ['no JSON', 'value=1', 400],
    ['half of it', INVITE.slice(0, 500), 400],
    ['80,000 notifications', `{"value":[${'{},'.repeat(80_000)}{}]}`, 400],
    ['101 invitations', `{"value":[${Array(101).fill(INVITE_ITEM).join(',')}]}`, 400],
    ['bytes that are no text', '\u0000\u0001\u0002', 400],
  ])('%s: a clear refusal', async (_what, body, status) => {
    expect(await post(body)).toBe(status);
  });

  it.each(['', '/any-call-key-of-22-chars'])(
    'nothing at all, posted to /api/calls%s, is taken and told of',
    async (path) => {
      const known = system.logs.split('Teams posted a notification without a body').length;

      expect(await post('', path)).toBe(202);

      await eventually(() =>
        expect(system.logs.split('Teams posted a notification without a body').length).toBe(known + 1),
      );
      const [row] = await system.sql(`SELECT body FROM notification_log WHERE kind = 'empty'`);
      expect(row).toEqual({ body: null });
    },
  );

  it('an invitation behind a byte order mark is taken', async () => {
    expect(await post(`\uFEFF${INVITE.replaceAll(CALL_ID, randomUUID())}`)).toBe(202);
  });

  it('a roster of more strangers than any meeting holds is taken and told of, and not applied', async () => {
    const { callId, path } = await aCall(6);
    const strangers = Array.from({ length: 120_000 }, (_, i) => `{"id":"${100_000 + i}"}`);

    expect(await post(roster(callId, strangers), path)).toBe(202);

    expect(await peopleIn(callId)).toBeLessThan(10);
    const told = `SELECT kind FROM notification_log WHERE call_key = $1 AND kind = 'unsupported'`;
    expect(await system.sql(told, [path.slice(1)])).toHaveLength(1);
  });

  it('a roster of as many strangers as the largest meetings hold is taken without holding up others', async () => {
    const { callId, path } = await aCall(2);
    const strangers = (from: number) => Array.from({ length: 25_000 }, (_, i) => `{"id":"${from + i}"}`);

    let longest = 0;
    for (const from of [100_000, 100_000, 400_000]) {
      const taken = post(roster(callId, strangers(from)), path);
      const others = whileItLasts(taken, () => fetch(`${system.recorder.url}/health/live`));
      expect(await taken).toBe(202);
      longest = Math.max(longest, await others);
    }

    expect(longest).toBeLessThan(3_000);
    expect(await peopleIn(callId)).toBe(25_000);
  });

  it('a roster of a thousand people with the largest entries ever published is taken at the address of its call', async () => {
    const { callId, path } = await aCall(5);
    const entries = Array.from({ length: 1_000 }, (_, i) => `{"id":"p-${i}","more":"${'x'.repeat(1_950)}"}`);
    const [full, fuller] = [entries, [...entries, ...entries]].map((each) => roster(callId, each));

    // Who is still sending when the refusal comes may not read it, for the connection is closed.
    const refusal = (text: string, where?: string) => post(text, where).catch(() => 413);

    expect(await post(full!, path)).toBe(202);
    expect(await refusal(fuller!, path)).toBe(413);
    expect(await refusal(full!)).toBe(413);

    expect(await peopleIn(callId)).toBe(1_000);
  });

  it.each([
    [{ 'content-type': 'text/plain' }],
    [{ 'content-type': 'application/x-www-form-urlencoded' }],
    [{ 'content-type': 'application/xml' }],
    [{ 'content-type': 'nonsense' }],
    [{ 'content-type': 'application/json; charset=utf-16' }],
    [{ 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('headers that do not fit the body: %o', async (headers) => {
    expect(await postAs(headers, INVITE)).toSatisfy(isTakenOrRefused);
  });

  it.each(['null', '[]', '{}', '7', '"text"', '{"value":null}', '{"value":[null]}', '{"value":[[]]}', '{"value":{}}'])(
    'JSON that is no notification: %s',
    async (body) => {
      expect(await post(body)).toSatisfy(isTakenOrRefused);
    },
  );

  it.each(['/%00', '/%ff', '/..%2f..', `/${'k'.repeat(5_000)}`, '/%F0%9F%98%80', "/';--"])(
    'a callback address that nobody was given: %s',
    async (path) => {
      expect(await post(INVITE, path)).toSatisfy(isTakenOrRefused);
    },
  );
});

it('a notification that names one call and comes to the address of another counts for the named one, and is told of', async () => {
  const [a, b] = await Promise.all([3, 4].map((seed) => system.simulator.invite({ seed })));
  for (const { callId } of [a!, b!])
    await eventually(async () => expect((await system.admin.session(callId)).callState).toBe('established'));
  const [{ key } = { key: '' }] = await system.sql<{ key: string }>(
    'SELECT call_key AS key FROM recording_session WHERE call_id = $1',
    [a!.callId],
  );
  const resourceUrl = `/communications/calls/${b!.callId}/contentSharingSessions/1`;
  const sharing = `{"tenantId":"${TENANT}","value":[{"changeType":"created","resourceUrl":"${resourceUrl}"}]}`;

  expect(await post(sharing, `/${key}`)).toBe(202);

  const shares = async ({ callId }: { callId: string }) => (await system.admin.session(callId)).contentSharing;
  expect([await shares(a!), await shares(b!)]).toEqual([false, true]);
  await eventually(() => expect(system.logs).toContain('a notification came to the address of another call'));
  const metrics = await (await fetch(`${system.recorder.url}/metrics`)).text();
  expect(metrics).toMatch(/witness_notifications_misaddressed_total\{kind="contentSharing",[^}]*\} 1/);
  // All that Teams had posted of the two calls came to the right address.
  expect(metrics.match(/^witness_notifications_misaddressed_total\{.*$/gm)).toHaveLength(1);
  const logged = await system.sql(`SELECT kind FROM notification_log WHERE call_id = $1 AND call_key = $2`, [
    b!.callId,
    key,
  ]);
  expect(logged).toEqual([{ kind: 'contentSharing' }]);
});

/** Every place of the invitation where a text or a number stands, with another value in it; call ids are new ones. */
function spoiltInvites(value: unknown): string[] {
  const count = placesIn({ body: JSON.parse(INVITE) as never }).length;
  return Array.from({ length: count }, (_, index) => {
    const root = { body: JSON.parse(INVITE) as never };
    const { inside, name } = placesIn(root)[index]!;
    if (typeof inside[name] === 'object') return null;
    inside[name] = value as never;
    return JSON.stringify(root.body).replaceAll(CALL_ID, randomUUID());
  }).filter((text) => text !== null);
}

describe('in any single place of an invitation', () => {
  it.each<[string, unknown]>([
    ['NUL', 'a\u0000b'],
    ['a lone surrogate', 'a\ud800b'],
    ['100,000 characters', 'x'.repeat(100_000)],
    ['2^53 + 1 as text', '9007199254740993'],
    ['1e308', 1e308],
    ['an object', { toString: 'x', length: 3 }],
    ['a list', ['x', null, 1]],
    ['nothing', null],
  ])('%s does no harm', { timeout: 120_000 }, async (_what, value) => {
    const harmed: string[] = [];

    for (const text of spoiltInvites(value)) {
      const status = await post(text);
      if (!isTakenOrRefused(status)) harmed.push(`${status}: ${text.slice(0, 300)}`);
    }

    expect(harmed).toEqual([]);
  });

  it('a number beyond 2^53 does no harm', { timeout: 120_000 }, async () => {
    const marked = spoiltInvites('@number@').map((text) => text.replaceAll('"@number@"', '90071992547409931234567890'));

    for (const text of marked) expect(await post(text), text).toSatisfy(isTakenOrRefused);
  });
});

it('two hundred notifications damaged at random do no harm', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(damagedBody, async (text) => {
      expect(await post(text.replaceAll(CALL_ID, randomUUID()))).toSatisfy(isTakenOrRefused);
    }),
    { numRuns: 200, endOnFailure: true },
  );
});
