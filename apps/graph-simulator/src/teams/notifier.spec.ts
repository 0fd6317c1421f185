import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PlatformTokens } from '../calling-platform/platform-tokens.js';
import { Faults, faultPlan, type FaultWishes } from '../control/faults.js';
import { Transcript } from '../control/transcript.js';
import { aLeg } from '../spec-support/a-leg.js';
import type { Leg } from './leg.js';
import type { NotificationKind } from './notification-kind.js';
import { Notifier } from './notifier.js';
import type { Webhook } from './webhook.js';

interface Sent {
  body: string;
  headers: Record<string, string>;
}

let sent: Sent[];
let notifier: Notifier;
let faults: Faults;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  faults = new Faults();
  const webhook = {
    post: (_url: string | null, headers: Record<string, string>, body: string) => {
      sent.push({ body, headers });
      return Promise.resolve({ url: 'u', status: 202, text: '', durationMs: 1, attempts: [] });
    },
  } as unknown as Webhook;
  const tokens = { forTenant: () => Promise.resolve('token') } as unknown as PlatformTokens;
  notifier = new Notifier(webhook, tokens, new Transcript(), faults);
});

afterEach(() => {
  vi.useRealTimers();
});

async function tell(leg: Leg, kinds: readonly NotificationKind[]): Promise<string[]> {
  sent = [];
  for (const [index, kind] of kinds.entries()) void notifier.post(leg, kind, null, { n: index });
  await vi.advanceTimersByTimeAsync(5_000);
  return sent.map(({ body }) => String((JSON.parse(body) as { n: number }).n));
}

const plan = (wishes: FaultWishes) => faults.set(faultPlan.parse(wishes));
const many = Array.from({ length: 40 }, () => 'roster' as const);

it('keeps the order in which things happened unless told otherwise', async () => {
  expect(await tell(aLeg(), ['incoming', 'establishing', 'established'])).toEqual(['0', '1', '2']);
});

it('loses, and only what it was told to lose', async () => {
  plan({ notifications: [{ kind: 'terminated', effect: 'lose' }] });

  expect(await tell(aLeg(), ['incoming', 'terminated', 'roster'])).toEqual(['0', '2']);
});

it('repeats under a new message id that names the first', async () => {
  plan({ notifications: [{ kind: 'incoming', effect: 'repeat', delayMs: 100 }] });

  expect(await tell(aLeg(), ['incoming'])).toEqual(['0', '0']);
  const [first, second] = sent;
  const id = 'x-microsoft-skype-message-id';
  expect(second?.headers['x-microsoft-skype-original-message-id']).toBe(first?.headers[id]);
  expect(second?.headers[id]).not.toBe(first?.headers[id]);
});

it('lets the next one overtake, and does not keep the last one for ever', async () => {
  plan({ notifications: [{ kind: 'establishing', effect: 'reorder' }] });

  expect(await tell(aLeg(), ['incoming', 'establishing', 'established'])).toEqual(['0', '2', '1']);
  expect(await tell(aLeg(), ['establishing'])).toEqual(['0']);
});

it('delays without holding up what comes after', async () => {
  plan({ notifications: [{ kind: 'establishing', effect: 'delay', delayMs: 2_000 }] });

  expect(await tell(aLeg(), ['establishing', 'established', 'roster'])).toEqual(['1', '2', '0']);
});

it('makes the same mishaps for the same seed, whatever other calls do meanwhile', async () => {
  const wishes = {
    notifications: [
      { kind: '*', effect: 'lose', probability: 0.3 },
      { kind: '*', effect: 'reorder', probability: 0.3 },
    ],
  } satisfies FaultWishes;
  plan({ seed: 5, ...wishes });
  const once = await tell(aLeg({ seed: 'a' }), many);
  await tell(aLeg({ seed: 'b' }), many);
  const again = await tell(aLeg({ seed: 'a' }), many);
  plan({ seed: 6, ...wishes });
  const other = await tell(aLeg({ seed: 'a' }), many);

  expect(again).toEqual(once);
  expect(other).not.toEqual(once);
  expect(once.length).toBeGreaterThan(20);
  expect(once.length).toBeLessThan(36);
});

it('puts the scenario id on everything but the invitation, and the chain id on all', async () => {
  const leg = aLeg();
  await tell(leg, ['incoming', 'established']);

  expect(sent.map(({ headers }) => headers['scenario-id'])).toEqual([undefined, leg.callChainId]);
  expect(sent.map(({ headers }) => headers['x-microsoft-skype-chain-id'])).toEqual([leg.callChainId, leg.callChainId]);
  expect(sent[0]?.headers.authorization).toBe('Bearer token');
});
