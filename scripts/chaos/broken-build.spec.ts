import { expect, it } from 'vitest';
import { Outages } from './outages.js';
import { audit } from './audit/audit.js';
import { brokenBuilds, checkApplies } from './broken-build.js';
import { readOptions } from './options.js';

const builds = await brokenBuilds();
const none = { sessions: [], seats: [], repeated: [], buried: [], undone: [], gaps: [], unsettled: [], postgres: '' };
const nothing = {
  storm: { legs: [], joinings: [], takenTwice: [] },
  whileUp: none,
  settled: none,
  kept: [],
  outages: new Outages([]),
};
const bad = audit(nothing, () => null).flatMap(({ name, most }) => (most === null ? [] : [name]));

it('there are at least six guards to take out', () => {
  expect(builds.length).toBeGreaterThanOrEqual(6);
});

it.each(builds)('$name: its patch still applies, and names a bad column and a storm', async (build) => {
  await expect(checkApplies(build)).resolves.toBeUndefined();
  expect(bad).toEqual(expect.arrayContaining(build.columns));
  expect(readOptions(build.storm)).toMatchObject({ broken: null });
});
