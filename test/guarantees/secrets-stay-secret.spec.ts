import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { CLIENT_SECRET, MEDIA_HOST_SECRET } from '../support/simulator-program.js';
import { System } from '../support/system.js';

/** Planted where Teams puts names and join tokens. */
const NAME = 'Planted Display-Name';
const JOIN_TOKEN = 'planted-join-token-that-opens-the-meeting';
const JOIN_URL = 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_planted%40thread.v2/0';
const MAIL = 'planted.person@contoso.com';
const JWT = /eyJ[\w-]{8,}\.[\w-]/g;
/** What every blob has in it, and nothing else. */
const BLOB = /mpMediaSessionId|net\.tcp|MediaProcessor/g;

const person = { displayName: NAME, tenantId: '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293' };
const PLANTED = {
  source: { identity: { user: { displayName: NAME } } },
  meetingInfo: { '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: JOIN_TOKEN },
  subject: NAME,
  // Members that no document names: only their form gives them away.
  laterAdded: { where: JOIN_URL, who: [`mailto:${MAIL}`] },
  incomingContext: { onBehalfOf: { user: { id: '11111111-2222-4333-8444-555555555555', ...person } } },
  callRoutes: [
    {
      routingType: 'forwarded',
      original: { user: { id: '21111111-2222-4333-8444-555555555555', ...person } },
      final: { user: { id: '31111111-2222-4333-8444-555555555555', ...person } },
    },
  ],
  applicationMetadata: { botData: { user: { displayName: NAME }, otherSideUser: { displayName: NAME } } },
};

let system: System;
/** Everything that was logged and stored, and the secrets that were about. */
let logs: string;
let stored: string;
const callIds: string[] = [];
const names = new Set([NAME]);
const tokens: string[] = [];

beforeAll(async () => {
  system = await System.start({ mediaHosts: 1 });
  await recordedCall();
  await failingCalls();
  await postsByHand();
  for (const callId of callIds) await system.ended(callId);
  logs = system.logs;
  stored = await dump();
}, 120_000);
afterAll(() => system.stop());

async function invite(wish: object): Promise<string> {
  const { callId } = await system.simulator.invite({ call: PLANTED, media: 'speech', ...wish });
  callIds.push(callId);
  return callId;
}

/** Somebody joins and leaves, something is kept, everybody hangs up. */
async function recordedCall(): Promise<void> {
  const callId = await invite({ seed: 1 });
  await eventually(async () => {
    const [kept] = await system.sql('SELECT 1 FROM kept_segment');
    expect(kept).toBeDefined();
  });
  const { participantId } = await system.simulator.join(callId, 2);
  await system.simulator.leave(callId, participantId);
  await system.simulator.end(callId);
  const [{ body } = { body: null }] = await system.simulator.asked(callId, 'answer');
  expect(body).not.toBeNull();
  for (const name of JSON.stringify(await system.simulator.transcript(callId)).matchAll(/"displayName":"(\w+ [^"]+)"/g))
    names.add(name[1]!);
}

/** Failures are where logs talk most. */
async function failingCalls(): Promise<void> {
  for (const fault of [
    { verb: 'answer', status: 503 },
    { verb: 'answer', status: 403, code: '7504' },
    { verb: 'answer', status: 400 },
    { verb: 'answer', latencyMs: 7_000 },
  ]) {
    await invite({ seed: 3, faults: { graph: [fault] } });
  }
}

async function postsByHand(): Promise<void> {
  const good = await system.simulator.platformToken();
  const bad = await system.simulator.platformToken({ flaw: 'expired' });
  tokens.push(good, bad);
  const join = `{"value":[{"resourceData":{"meetingInfo":{"token":"${JOIN_TOKEN}"},"displayName":"${NAME}"`;
  await system.recorder.post(`${join}}}]}`, good);
  await system.recorder.post(join, good);
  await system.recorder.post({ members: [{ displayName: NAME, token: JOIN_TOKEN, note: good }] }, good);
  await system.recorder.post(`${join}}}]}`, bad);
  const [ended] = callIds.slice(-1);
  const resultInfo = { code: 487, subcode: 10004, message: `${MAIL} left ${JOIN_URL}` };
  const resourceData = { '@odata.type': '#microsoft.graph.call', state: 'terminated', resultInfo };
  const item = { changeType: 'deleted', resourceUrl: `/communications/calls/${ended}`, resourceData };
  await system.recorder.post({ value: [item] }, good);
  await fetch(`${system.recorder.url}/admin/v1/sessions?cursor=${JOIN_TOKEN}`, {
    headers: { authorization: `Bearer ${bad}` },
  });
}

/** Every row of every table, as text. */
async function dump(): Promise<string> {
  const tables = await system.sql<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const rows = tables.map(({ name }) => system.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`));
  return (await Promise.all(rows)).flatMap((table) => table.map(({ row }) => row)).join('\n');
}

it('the search finds what is there', () => {
  for (const callId of callIds) {
    expect(logs.includes(callId) || stored.includes(callId)).toBe(true);
    expect(stored).toContain(callId);
  }
  expect(stored).toContain('meetingInfo');
  expect(names.size).toBeGreaterThan(2);
});

/** Every place where something shows that must not, with what stands around it. */
function leaks(text: string): string[] {
  const secrets = [...names, JOIN_TOKEN, JOIN_URL, MAIL, CLIENT_SECRET, MEDIA_HOST_SECRET, ...tokens];
  const told = secrets.filter((secret) => text.includes(secret)).map((secret) => around(text, text.indexOf(secret)));
  return [
    ...told,
    ...[JWT, BLOB].flatMap((shape) => [...text.matchAll(shape)].map(({ index }) => around(text, index))),
  ];
}

function around(text: string, index: number): string {
  return text.slice(Math.max(0, index - 100), index + 40);
}

it('no log says a name, a token, a blob or a secret', () => {
  expect(leaks(logs)).toEqual([]);
});

it('no table holds a name, a token, a blob or a secret', () => {
  expect(leaks(stored)).toEqual([]);
});
