import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { operationOf, roster } from '../teams/bodies.js';
import { Conversation } from '../teams/conversation.js';
import { incomingNotification } from '../teams/invitation.js';
import { joiningNotification, leftNotification } from '../teams/joining-bodies.js';
import { aLeg } from '../spec-support/a-leg.js';
import { callBody } from './call-body.js';
import { RequestSchema } from './request-schema.js';
import type { Verb } from './verbs.js';

const schema = new RequestSchema();
/** Request bodies that Microsoft's pages print, as others collected them. */
const published = (id: string) =>
  (
    JSON.parse(readFileSync(`test/fixtures/graph/corpus/graph-request/${id}.json`, 'utf8')) as {
      body: Record<string, unknown>;
    }
  ).body;

const answer = {
  callbackUri: 'https://rec.contoso.com/api/calls/k7Qm2',
  acceptedModalities: ['audio'],
  mediaConfig: { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: '{}' },
  callOptions: { '@odata.type': '#microsoft.graph.incomingCallOptions', isContentSharingNotificationEnabled: true },
  participantCapacity: 100,
};

const callee = { identity: { user: { id: 'b1cd71f3-88b1-4e2c-8c52-dc1f4ce8c1b6' } } };

it.each<[string, Verb, Record<string, unknown>]>([
  // The page prints "callbackUri-value" where a URL belongs.
  ['answer of a policy call', 'answer', { ...published('docs-answer-pbr-capacity'), callbackUri: answer.callbackUri }],
  ['answer with service-hosted media', 'answer', published('docs-answer-servicehosted')],
  ['reject', 'reject', published('docs-reject-busy')],
  ['redirect', 'redirect', published('docs-redirect')],
  ['mute', 'mute', published('docs-mute')],
  ['updateRecordingStatus', 'updateRecordingStatus', { clientContext: 'c', status: 'recording' }],
])('accepts the documented body: %s', (_what, verb, body) => {
  expect(schema.violation(verb, body)).toBeNull();
});

it.each<[string, Verb, unknown, RegExp]>([
  ['no body', 'answer', undefined, /object/],
  ['no callbackUri', 'answer', { ...answer, callbackUri: undefined }, /callbackUri/],
  ['no acceptedModalities', 'answer', { ...answer, acceptedModalities: undefined }, /acceptedModalities/],
  ['plain http elsewhere', 'answer', { ...answer, callbackUri: 'http://rec.contoso.com/x' }, /https/],
  ['a modality nobody knows', 'answer', { ...answer, acceptedModalities: ['smell'] }, /acceptedModalities/],
  ['a media config of no type', 'answer', { ...answer, mediaConfig: { blob: '{}' } }, /mediaConfig/],
  [
    'a blob that is an object',
    'answer',
    { ...answer, mediaConfig: { ...answer.mediaConfig, blob: {} } },
    /mediaConfig/,
  ],
  ['a capacity in words', 'answer', { ...answer, participantCapacity: 'many' }, /participantCapacity/],
  ['a misspelt parameter', 'answer', { ...answer, participantCpapacity: 2 }, /additional/],
  ['a reason nobody knows', 'reject', { reason: 'tired' }, /reason/],
  [
    'the placeholder of the page',
    'updateRecordingStatus',
    published('docs-updaterecordingstatus-placeholder'),
    /status/,
  ],
  ['no status', 'updateRecordingStatus', { clientContext: 'c' }, /status/],
  ['a long clientContext', 'updateRecordingStatus', { status: 'recording', clientContext: 'x'.repeat(257) }, /256/],
  ['a redirect to nobody', 'redirect', { targets: [] }, /targets/],
  ['a redirect to 26', 'redirect', { targets: Array.from({ length: 26 }, () => callee) }, /targets/],
  ['a redirect to a target without an identity', 'redirect', { targets: [callee, {}] }, /targets\/1/],
  ['a redirect to a user without an id', 'redirect', { targets: [{ identity: { user: {} } }] }, /targets\/0/],
  ['a redirect that rings too short', 'redirect', { targets: [callee], timeout: 14 }, /timeout/],
  ['a redirect with a word that Graph does not know', 'redirect', { targets: [callee], ring: true }, /additional/],
  ['a body where none belongs', 'keepAlive', { alive: true }, /no body/],
])('refuses %s', (_what, verb, body, why) => {
  expect(schema.violation(verb, body === undefined ? undefined : JSON.parse(JSON.stringify(body)))).toMatch(why);
});

it('says itself only what the description allows: calls, rosters, operations and notifications', () => {
  const leg = aLeg({ conversation: new Conversation(randomUUID(), 'oneToOne') });
  const { conversation } = leg.plan;
  leg.establishedAt = Date.now();
  conversation.recordersElsewhere.add({
    relation: 'paired',
    applicationInstanceId: randomUUID(),
    participantId: randomUUID(),
    recordingStatus: 'recording',
  });
  const operation = operationOf({ id: randomUUID(), type: 'updateRecordingStatusOperation', clientContext: 'c' });
  const said: [string, unknown][] = [
    ['call', callBody(leg)],
    ...roster(conversation, [leg]).map((entry): [string, unknown] => ['participant', entry]),
    ['updateRecordingStatusOperation', operation],
    ['commsNotifications', incomingNotification(leg, 'policy-recording-as-seen')],
    ['commsNotifications', incomingNotification(leg, 'answer-page-1-peer-to-peer')],
    ['participantJoiningNotification', joiningNotification(leg, aLeg(), 'policy-recording-as-seen')],
    ['participantLeftNotification', leftNotification(leg.plan.person, randomUUID())],
  ];

  const broken = said.map(([type, body]) => {
    const validate = schema.type(type);
    return validate(asDescribed(body)) ? null : [type, validate.errors];
  });

  expect(said.length).toBeGreaterThan(9);
  expect(broken.filter(Boolean)).toEqual([]);
});

/** Where pages and metadata differ we speak as the pages do: unused members are null, and statuses begin small. */
function asDescribed(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (name, value: unknown) => {
    if (name === 'status' && value === 'completed') return 'Completed';
    return value === null ? undefined : value;
  });
}
