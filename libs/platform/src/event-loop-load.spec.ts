import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { EventLoopLoad } from './event-loop-load.js';

it('tells a process that has no idle time from one that has much', async () => {
  const load = new EventLoopLoad();
  await sleep(1_000);
  expect(load.busy).toBeLessThan(0.9);

  const until = performance.now() + 1_000;
  while (performance.now() < until) {
    while (performance.now() % 50 > 1);
    await new Promise((soon) => setImmediate(soon));
  }
  expect(load.busy).toBeGreaterThan(0.9);
});
