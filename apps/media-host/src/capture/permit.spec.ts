import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Permit } from './permit.js';

const second = (s: number): string => new Date(Date.UTC(2026, 0, 5, 12, 0, s)).toISOString();
const now = (s: number): Date => new Date(second(s));

const start = (permitId: string, s: number) => ({ keep: true, permitId, at: second(s) });
const stop = (permitId: string, s: number) => ({ keep: false, permitId, at: second(s) });

it('is closed until it is told otherwise', () => {
  expect(new Permit(now(0)).permitId).toBeNull();
});

it('opens once, and says the same when asked again', () => {
  const permit = new Permit(now(0));

  expect(permit.obey(start('p1', 1), now(2))).toEqual({ reply: { keep: true, since: second(2) }, change: 'opened' });
  expect(permit.obey(start('p1', 1), now(9))).toEqual({ reply: { keep: true, since: second(2) }, change: 'none' });
});

it('never reopens a closed permit, however new the order looks', () => {
  const permit = new Permit(now(0));
  permit.obey(start('p1', 1), now(1));
  permit.obey(stop('p1', 2), now(2));

  expect(permit.obey(start('p1', 3), now(3))).toEqual({ reply: { keep: false, since: second(2) }, change: 'none' });
  expect(permit.permitId).toBeNull();
});

it('does not open a permit whose end arrived before its beginning', () => {
  const permit = new Permit(now(0));
  permit.obey(stop('p1', 2), now(2));

  expect(permit.obey(start('p1', 1), now(3)).reply.keep).toBe(false);
  expect(permit.obey(start('p1', 5), now(5)).reply.keep).toBe(false);
});

it('opens again under a new permit', () => {
  const permit = new Permit(now(0));
  permit.obey(start('p1', 1), now(1));
  permit.obey(stop('p1', 2), now(2));

  expect(permit.obey(start('p2', 3), now(3))).toEqual({ reply: { keep: true, since: second(3) }, change: 'opened' });
});

it('ignores an order that is older than the one it obeyed', () => {
  const permit = new Permit(now(0));
  permit.obey(start('p2', 5), now(5));

  expect(permit.obey(start('p1', 4), now(6))).toMatchObject({ reply: { keep: false }, change: 'none' });
  expect(permit.obey(stop('p1', 4), now(6))).toMatchObject({ reply: { keep: false }, change: 'none' });
  expect(permit.permitId).toBe('p2');
});

it('closes the open permit even when clocks disagree about which order came first', () => {
  const permit = new Permit(now(0));
  permit.obey(start('p1', 5), now(5));

  expect(permit.obey(stop('p1', 4), now(6))).toMatchObject({ reply: { keep: false }, change: 'closed' });
});

it('closes for the newest stop, whichever permit it names', () => {
  const permit = new Permit(now(0));
  permit.obey(start('p1', 1), now(1));

  expect(permit.obey(stop('p9', 2), now(2)).change).toBe('closed');
  expect(permit.obey(start('p1', 3), now(3)).reply.keep).toBe(false);
});

it('lets a newer permit take over from an open one, for good', () => {
  const permit = new Permit(now(0));
  permit.obey(start('p1', 1), now(1));

  expect(permit.obey(start('p2', 2), now(2)).change).toBe('replaced');
  expect(permit.obey(start('p1', 3), now(3)).reply.keep).toBe(false);
  expect(permit.permitId).toBe('p2');
});

it('keeps a revoked permit closed', () => {
  const permit = new Permit(now(0));
  permit.obey(start('p1', 1), now(1));

  expect(permit.revoke(now(2))).toBe('closed');
  expect(permit.obey(start('p1', 3), now(3)).reply.keep).toBe(false);
});

it('in no history reopens what was closed, nor says "keep" for a permit that is not open', () => {
  const orders = fc.array(
    fc.record({
      keep: fc.boolean(),
      permitId: fc.constantFrom('p1', 'p2', 'p3'),
      at: fc.integer({ min: 0, max: 20 }).map(second),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(orders, (history) => {
      const permit = new Permit(now(0));
      const over = new Set<string>();
      for (const [step, order] of history.entries()) {
        const before = permit.permitId;
        const { reply } = permit.obey(order, now(step));
        if (before !== null && permit.permitId !== before) over.add(before);
        if (!order.keep) over.add(order.permitId);
        expect(reply.keep).toBe(permit.permitId === order.permitId);
        expect(permit.permitId === null || !over.has(permit.permitId)).toBe(true);
      }
    }),
  );
});
