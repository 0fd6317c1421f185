import { randomBytes, randomUUID } from 'node:crypto';
import { readDataFile } from '../files.js';
import type { Leg } from './leg.js';
import { IdTemplate } from './id-template.js';

/** Incoming notifications others published, by the file they are kept in. */
export const FIXTURES = [
  'answer-page-1-peer-to-peer',
  'answer-page-2-app-hosted',
  'answer-page-3-policy-recording',
  'policy-recording-as-seen',
] as const;
export type Fixture = (typeof FIXTURES)[number];

type Json = Record<string, unknown>;

/** Ids of the published bodies that stand for something of ours; every other id becomes a new one. */
const KNOWN_IDS: Record<Fixture, (leg: Leg) => Record<string, string>> = {
  'answer-page-1-peer-to-peer': direct,
  'answer-page-2-app-hosted': direct,
  'answer-page-3-policy-recording': (leg) => ({
    'e71f0300-9c1f-4d99-b5f4-2722e877d497': leg.id,
    '8A34A46B-3D17-4ADC-8DCE-DC4E7D572698': leg.plan.person.userId,
    '832899f8-2ea1-4604-8413-27bd2892079f': leg.plan.applicationInstanceId,
    '932899f8-2ea1-4604-8413-27bd2892079f': leg.tenantId,
    '1520a1a5-5394-4a41-aa72-9ee6fa18cfc8': leg.myParticipantId,
    '05f2f70f-3a9c-47c1-80a9-cc79e91d8cec': leg.callChainId,
    '30fad2ce-8989-41a1-8a66-f6636e629a2a': leg.plan.person.participantId,
    '971f0300-9c1f-4d99-b5f4-2722e877d490': otherSide(leg).userId,
    '3520a1a5-5394-4a41-aa72-9ee6fa18cfc8': otherSide(leg).participantId,
    '1540a1a5-2394-4a41-aa72-9ee6fa18cfc8': otherSide(leg).tenantId,
  }),
  'policy-recording-as-seen': (leg) => ({
    '5f1a2b00-7c3d-4e21-9a10-0b6c5d4e3f21': leg.id,
    'a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7': leg.plan.person.userId,
    '9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5': leg.plan.applicationInstanceId,
    '0f6c2a9e-1111-4a5b-8c3d-2e4f60718293': leg.tenantId,
    'e5f60718-8888-4293-84a5-e6f708192a3b': leg.myParticipantId,
    'f6071829-9999-43a4-85b6-f708192a3b4c': leg.callChainId,
    'c3d4e5f6-6666-4071-8293-c4d5e6f70819': leg.plan.person.participantId,
  }),
};

function direct(leg: Leg): Record<string, string> {
  return {
    '57DAB8B1894C409AB240BD8BEAE78896': leg.id,
    '8A34A46B-3D17-4ADC-8DCE-DC4E7D572698': leg.plan.person.userId,
  };
}

function otherSide(leg: Leg): { userId: string; participantId: string; tenantId: string } {
  const known = leg.plan.conversation.otherSideOf(leg.plan.person);
  return known ?? { userId: randomUUID(), participantId: randomUUID(), tenantId: leg.tenantId };
}

const templates = new Map<Fixture, IdTemplate>();

function templateOf(fixture: Fixture): IdTemplate {
  const known = templates.get(fixture);
  if (known) return known;
  const { body } = JSON.parse(readDataFile(`fixtures/${fixture}.json`)) as { body: object };
  const template = new IdTemplate(JSON.stringify(body));
  templates.set(fixture, template);
  return template;
}

/** The published body with this leg's ids in it, and `overrides` merged into its call. */
export function incomingNotification(leg: Leg, fixture: Fixture, overrides: Json = {}): Json {
  const body = JSON.parse(templateOf(fixture).filled(KNOWN_IDS[fixture](leg))) as { value: [{ resourceData: Json }] };
  const call = body.value[0].resourceData;
  const { person } = leg.plan;
  if (call.meetingInfo) (call.meetingInfo as Json).token = joinToken(leg);
  const user = ((call.source as Json).identity as { user?: Json }).user;
  if (user && 'displayName' in user) user.displayName = person.displayName;
  const botData = (call.applicationMetadata as { botData?: Json } | undefined)?.botData;
  // The page's own policyIdentifier stands unless the person's policy says otherwise.
  if (botData && person.policy) botData.policyIdentifier = person.policy.policyIdentifier;
  if (botData) nameRecorders(botData, leg);
  merge(call, overrides);
  return body;
}

/** The published body's own recorders stand unless there are some to name. */
function nameRecorders(botData: Json, { plan }: Leg): void {
  const elsewhere = (relation: 'paired' | 'other') =>
    [...plan.conversation.recordersElsewhere]
      .filter((recorder) => recorder.relation === relation)
      .map(({ applicationInstanceId, participantId }) => ({ id: applicationInstanceId, participantId }));
  const paired = [...plan.pairedRecorders, ...elsewhere('paired')];
  const others = elsewhere('other');
  if (paired.length > 0) botData.pairedRecorders = paired;
  if (others.length > 0) botData.otherRecorders = others;
}

/** Shaped like the join tokens seen in the wild (protocol §9.7): three parts, and worth keeping secret. */
export function joinToken(leg: Leg): string {
  const claims = { iss: 'https://api.botframework.com', activityId: leg.callChainId, tid: leg.tenantId };
  return [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .concat(randomBytes(64).toString('base64url'))
    .join('.');
}

/** Objects are merged, everything else replaces; null stays null, as an override may want just that. */
function merge(target: Json, overrides: Json): void {
  for (const [name, value] of Object.entries(overrides)) {
    const old = target[name];
    if (isObject(value) && isObject(old)) merge(old, value);
    else target[name] = value;
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
