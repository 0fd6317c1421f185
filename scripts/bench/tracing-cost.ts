import { inSpan } from '@app/platform';
import type { Figure } from './figure.js';
import { median } from './percentiles.js';

const TIMES = 200_000;
const ROUNDS = 15;
const WARM_UPS = 5;

/**
 * What traces cost while they are off: something that is done as a span, and the same that is done directly. It awaits
 * something, as all does that is traced; by turns, so that what else the machine does falls on both.
 */
export async function measureTracingCost(part: string): Promise<Figure[]> {
  const directly: number[] = [];
  const asSpan: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    directly.push(await nanosecondsOf(() => work()));
    asSpan.push(
      await nanosecondsOf(() =>
        inSpan(
          'bench',
          () => ({ attributes: { 'bench.done': done } }),
          () => work(),
        ),
      ),
    );
  }
  const took = { directly: median(directly.slice(WARM_UPS)), asSpan: median(asSpan.slice(WARM_UPS)) };
  const figure = (what: string, value: number): Figure => ({ part, what, unit: 'ns', value });
  return [
    figure('one call, directly', took.directly),
    figure('one call, as a span with traces off', took.asSpan),
    figure('what a span costs with traces off', took.asSpan - took.directly),
  ];
}

let done = 0;

async function work(): Promise<void> {
  await Promise.resolve();
  done += 1;
}

async function nanosecondsOf(call: () => Promise<void>): Promise<number> {
  const began = performance.now();
  for (let i = 0; i < TIMES; i += 1) await call();
  return ((performance.now() - began) * 1_000_000) / TIMES;
}
