import { expect, it } from 'vitest';
import { differences } from './differences.js';
import { bodyOf, EMPTY } from './draft.js';

const before = bodyOf({ ...EMPTY, name: 'Desk' });

it('tells what a change changes, and nothing else', () => {
  expect(differences(before, { ...before, action: 'decline', rejectReason: 'busy', modalities: ['audio'] })).toEqual([
    { member: 'action', before: 'record', after: 'decline' },
    { member: 'rejectReason', before: '–', after: 'busy' },
    { member: 'modalities', before: '[]', after: '["audio"]' },
  ]);
  expect(differences(before, { ...before, modalities: [] })).toEqual([]);
});

it('of a new policy everything is new', () => {
  expect(differences(null, before).map(({ member }) => member)).toEqual(Object.keys(before));
});
