import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MediaLines } from '../media/media-lines.js';
import { Settings } from '../settings.js';
import { aLeg, anAnswer } from '../spec-support/a-leg.js';
import { LegLife } from '../teams/leg-life.js';
import type { Leg, LegPlan } from '../teams/leg.js';
import { Legs } from '../teams/legs.js';
import type { NotificationKind } from '../teams/notification-kind.js';
import type { Notifier } from '../teams/notifier.js';
import { CallActions } from './call-actions.js';
import type { Verb } from './verbs.js';

let told: [NotificationKind, string | null, object][];
let legs: Legs;
let life: LegLife;
let actions: CallActions;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  legs = new Legs();
  const notifier = {
    post: (_leg: Leg, kind: NotificationKind, url: string | null, body: object | (() => object)) => {
      told.push([kind, url, typeof body === 'function' ? (body as () => object)() : body]);
      return Promise.resolve(null);
    },
  } as unknown as Notifier;
  life = new LegLife(notifier, legs, new MediaLines(), new Settings({}));
  actions = new CallActions(legs, life);
});

afterEach(() => {
  vi.useRealTimers();
});

function invited(plan: Partial<LegPlan> = {}): Leg {
  const leg = aLeg(plan);
  void life.invite(leg, {});
  return leg;
}

async function established(plan: Partial<LegPlan> = {}, answer: object = anAnswer): Promise<Leg> {
  const leg = invited(plan);
  ask('answer', leg, answer);
  await vi.advanceTimersByTimeAsync(200);
  return leg;
}

function ask(verb: Verb, leg: Leg | undefined, body: object = {}) {
  return actions.perform({ verb, callId: leg?.id ?? '', partId: null }, leg, body as Record<string, unknown>);
}

const kinds = () => told.map(([kind]) => kind);

it.each([
  ['policyRecording', 4_999, 5_001],
  ['direct', 14_999, 15_001],
] as const)('keeps an invitation open for its time and no longer: %s', (kind, inTime, tooLate) => {
  const [early, late] = [invited({ kind }), invited({ kind })];

  vi.advanceTimersByTime(inTime);
  expect(ask('answer', early, anAnswer).status).toBe(202);

  vi.advanceTimersByTime(tooLate - inTime);
  expect(() => ask('answer', late, anAnswer)).toThrow(expect.objectContaining({ status: 404, code: '8522' }));
  expect(late.result).toMatchObject({ code: 408, subcode: 8544 });
  expect(kinds()).toContain('terminated');
});

it('tells establishing, established and the roster at the callbackUri of the answer', async () => {
  await established();

  expect(kinds()).toEqual(['incoming', 'establishing', 'established', 'roster']);
  expect(told.slice(1).every(([, url]) => url === anAnswer.callbackUri)).toBe(true);
});

it('can tell established before establishing, as the documents warn', async () => {
  await established({ establishedFirst: true });

  expect(kinds().slice(1, 3)).toEqual(['established', 'establishing']);
});

it('does not take a second answer', () => {
  const leg = invited();
  ask('answer', leg, anAnswer);

  expect(() => ask('answer', leg, anAnswer)).toThrow(expect.objectContaining({ status: 404, code: '8522' }));
});

it('refuses a blob that names no media host', () => {
  const mediaConfig = { '@odata.type': '#microsoft.graph.appHostedMediaConfig', blob: 'what?' };

  expect(() => ask('answer', invited(), { ...anAnswer, mediaConfig })).toThrow(
    expect.objectContaining({ status: 400, code: '2203' }),
  );
});

it('ends a rejected call without a state, where reject asked to be told', () => {
  ask('reject', invited(), { reason: 'busy', callbackUri: 'https://rec.contoso.com/rejected' });

  const [kind, url, body] = told.at(-1) ?? [];
  expect([kind, url]).toEqual(['terminated', 'https://rec.contoso.com/rejected']);
  expect(body).toMatchObject({ value: [{ changeType: 'deleted', resourceData: { resultInfo: { code: 603 } } }] });
  expect(JSON.stringify(body)).not.toContain('"state"');
});

it('shows the recording status in the roster, once per change', async () => {
  const leg = await established();

  const { status, body } = ask('updateRecordingStatus', leg, { status: 'recording', clientContext: 'c-1' });
  ask('updateRecordingStatus', leg, { status: 'recording' });

  expect([status, body]).toMatchObject([200, { clientContext: 'c-1', status: 'completed', resultInfo: null }]);
  expect(kinds().filter((kind) => kind === 'roster')).toHaveLength(2);
  expect(JSON.stringify(told.at(-1)?.[2])).toContain('"recordingStatus":"recording"');
});

it('takes no recording status before the call is established, nor outside policy', async () => {
  const early = invited();
  const direct = await established({ kind: 'direct' });
  const body = { status: 'recording' };

  expect(() => ask('updateRecordingStatus', early, body)).toThrow(expect.objectContaining({ status: 400 }));
  expect(() => ask('updateRecordingStatus', direct, body)).toThrow(expect.objectContaining({ code: '8506' }));
});

it('hangs up in two steps when the application deletes the call, and knows it no more', async () => {
  const leg = await established();

  expect(ask('delete', leg).status).toBe(204);

  expect(kinds().slice(-2)).toEqual(['terminating', 'terminated']);
  expect(() => ask('keepAlive', leg)).toThrow(expect.objectContaining({ status: 404, code: '8522' }));
  expect(() => ask('delete', undefined)).toThrow(expect.objectContaining({ code: '8522' }));
});

it('cleans a call up after 45 minutes without keepAlive', async () => {
  const leg = await established();

  vi.advanceTimersByTime(44 * 60_000);
  ask('keepAlive', leg);
  vi.advanceTimersByTime(44 * 60_000);
  expect(leg.state).toBe('established');
  vi.advanceTimersByTime(2 * 60_000);

  expect(leg.result).toMatchObject({ code: 408, subcode: 8537 });
});

it('ends a call whose media host cannot be reached with 500/1005, never established', async () => {
  const mediaConfig = {
    '@odata.type': '#microsoft.graph.appHostedMediaConfig',
    blob: JSON.stringify({ mpUri: 'net.tcp://127.0.0.1:1/MediaProcessor', mpMediaSessionId: 's' }),
  };

  const leg = await established({ media: 'unreachable' }, { ...anAnswer, mediaConfig });

  expect(kinds()).toEqual(['incoming', 'establishing', 'terminated']);
  expect(leg.result).toMatchObject({ code: 500, subcode: 1005 });
});

it('knows a call by either spelling of its id', () => {
  const leg = invited({ idSpelling: 'upper32' });

  expect(leg.id).toMatch(/^[0-9A-F]{32}$/);
  expect(legs.find(leg.id.toLowerCase())).toBe(leg);
  expect(legs.find(leg.id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'))).toBe(leg);
});
