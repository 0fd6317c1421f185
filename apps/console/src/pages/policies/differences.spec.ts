import { expect, it } from 'vitest';
import { differences } from './differences.js';
import { bodyOf, EMPTY } from './draft.js';
import { policyInWords } from './policy-in-words.js';

const before = bodyOf({ ...EMPTY, name: 'Desk', policyIdentifier: 'Desk' });

it('tells what a change changes, in words, and nothing else', () => {
  const after = { ...before, action: 'decline', rejectReason: 'busy', modalities: ['audio', 'video'] } as const;

  expect(differences(before, { ...after, modalities: [...after.modalities] })).toEqual([
    { member: 'Action', before: 'record', after: 'decline' },
    { member: 'Reason for Teams', before: '–', after: 'busy' },
    { member: 'Modalities', before: '–', after: 'audio, video' },
  ]);
  expect(differences(before, { ...before, modalities: [], redirectTargets: [] })).toEqual([]);
});

it('says all that a policy says as people would', () => {
  const said = Object.fromEntries(
    policyInWords({
      ...before,
      redirectTargets: [{ userId: 'u' }, { phoneNumber: '+49' }],
      prefetchPrompts: [{ uri: 'https://beep', resourceId: null }],
    }),
  );

  expect(said).toMatchObject({
    Name: 'Desk',
    Tenant: 'every one',
    For: 'one policy of Teams, by its identifier',
    Targets: 'userId u, phoneNumber +49',
    Prompts: 'uri https://beep',
    'Timeout in seconds': '–',
    'Be told of content sharing': 'yes',
  });
});
