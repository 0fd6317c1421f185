import { expect, it } from 'vitest';
import { uptimeIn } from './uptime-in.js';

const searched = { from: 100_000, to: 400_000 };
const long = new Date(9_000_000);
const ever = new Date(0);

it('puts the stretches of all recorders together, and tells when none was up', () => {
  const stretches = [
    { from: 0, to: 150_000 },
    { from: 140_000, to: 200_000 },
    { from: 230_000, to: 300_000 },
    { from: 350_000, to: 900_000 },
  ];

  expect(uptimeIn(searched, { stretches, since: ever }, long)).toEqual({
    up: [
      { from: 100_000, to: 200_000 },
      { from: 230_000, to: 300_000 },
      { from: 350_000, to: 400_000 },
    ],
    gaps: [
      { from: 200_000, to: 230_000 },
      { from: 300_000, to: 350_000 },
    ],
    notedSince: ever,
  });
});

it('takes a recorder that spoke a moment ago to be up still, and one that fell silent not', () => {
  const upUntil = (to: number) => uptimeIn(searched, { stretches: [{ from: 0, to }], since: ever }, new Date(400_000));

  expect(upUntil(385_000).gaps).toEqual([]);
  expect(upUntil(384_999).gaps).toEqual([{ from: 384_999, to: 400_000 }]);
});

it('counts a recorder that has spoken but once', () => {
  const noted = { stretches: [{ from: 399_000, to: 399_000 }], since: ever };

  expect(uptimeIn(searched, noted, new Date(400_000)).up).toEqual([{ from: 399_000, to: 400_000 }]);
});

it('does not take a time before anything was noted for one in which nobody was up', () => {
  const since = new Date(300_000);

  expect(uptimeIn(searched, { stretches: [{ from: 310_000, to: 500_000 }], since }, long)).toMatchObject({
    up: [{ from: 310_000, to: 400_000 }],
    gaps: [{ from: 300_000, to: 310_000 }],
  });
  expect(uptimeIn(searched, { stretches: [], since: null }, long)).toEqual({ up: [], gaps: [], notedSince: null });
});
