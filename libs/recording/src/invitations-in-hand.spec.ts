import { beforeEach, expect, it } from 'vitest';
import { InvitationsInHand } from './invitations-in-hand.js';

const MOST = 48;

let now: number;
let busy: number;
let inHand: InvitationsInHand;
beforeEach(() => {
  [now, busy] = [0, 1];
  const load = {
    get busy() {
      return busy;
    },
  };
  inHand = new InvitationsInHand({ now: () => new Date(now) }, load as never);
});

const take = (count: number, name = 'call') => {
  for (let i = 0; i < count; i += 1) expect(inHand.take(`${name}-${i}`)).toBe(true);
};

it('takes as many as it can respond to in time, and refuses what comes then', () => {
  take(MOST);

  expect(inHand.take('another')).toBe(false);
});

it('takes the next when one is done', () => {
  take(MOST);
  inHand.done('call-7');

  expect(inHand.take('another')).toBe(true);
  expect(inHand.take('and another')).toBe(false);
});

it('refuses nobody while it has time to spare: what takes long is somebody else', () => {
  busy = 0.9;

  take(10 * MOST);
});

it('refuses no repeat of an invitation that it has', () => {
  take(MOST);

  expect(inHand.take('call-3')).toBe(true);
});

it('does not count those that nobody waits for any more', () => {
  take(MOST);
  now = 5_000;

  take(MOST, 'next');
  expect(inHand.take('another')).toBe(false);
});
