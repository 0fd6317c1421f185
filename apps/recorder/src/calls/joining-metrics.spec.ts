import { expect, it } from 'vitest';
import { Metrics } from '@app/platform';
import type { JoinReply } from '@app/recording';
import { JoiningMetrics } from './joining-metrics.js';
import type { NotificationContext } from './notification-context.js';

const after = (ms: number) => new Date(Date.UTC(2026, 0, 5, 12) + ms);

/** What is shown of one joining that is told 40 ms after its first byte. */
async function shown(joined: JoinReply): Promise<string[]> {
  const metrics = new Metrics('test');
  const context = { receivedAt: after(0), verifiedAt: after(2) } as NotificationContext;
  new JoiningMetrics({ now: () => after(40) }, metrics).count(joined, context);
  const lines = (await metrics.text()).split('\n');
  return lines.filter((line) => /^witness_(joining_stage_seconds_sum|joinings_total)/.test(line));
}

const sum = (stage: string, seconds: number) =>
  `witness_joining_stage_seconds_sum{service="test",stage="${stage}"} ${seconds}`;

it('times each stage of a joining from its first byte', async () => {
  expect(await shown({ decision: { kind: 'accept' }, decidedAt: after(20), storedAt: after(35) })).toEqual([
    sum('verified', 0.002),
    sum('decided', 0.02),
    sum('stored', 0.035),
    sum('sent', 0.04),
    'witness_joinings_total{decision="accept",service="test"} 1',
  ]);
});

it('of a joining that could not be decided in time tells when Teams was told so', async () => {
  expect(await shown({ decision: { kind: 'reject', reason: 'busy' } })).toEqual([
    sum('verified', 0.002),
    sum('sent', 0.04),
    'witness_joinings_total{decision="busy",service="test"} 1',
  ]);
});
