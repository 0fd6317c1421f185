import { expect, it } from 'vitest';
import { normaliseCallId, normaliseId, parseMessagingId } from './graph-id.js';

const hyphenated = '57dab8b1-894c-409a-b240-bd8beae78896';

it.each([
  ['57DAB8B1894C409AB240BD8BEAE78896', hyphenated],
  ['57dab8b1894c409ab240bd8beae78896', hyphenated],
  ['57DAB8B1-894C-409A-B240-BD8BEAE78896', hyphenated],
  [hyphenated, hyphenated],
  ['call-9', 'call-9'],
  ['Call-9', 'call-9'],
  // One digit short of a GUID.
  ['57DAB8B1894C409AB240BD8BEAE7889', '57dab8b1894c409ab240bd8beae7889'],
])('finds the call %s under one key, however Teams spells it', (received, key) => {
  expect(normaliseCallId(received)).toBe(key);
  expect(normaliseCallId(key)).toBe(key);
});

it('leaves an id that is no GUID as it came, because its case may matter', () => {
  expect(normaliseId('19:meeting_AbC@thread.v2')).toBe('19:meeting_AbC@thread.v2');
  expect(normaliseId('8A34A46B-3D17-4ADC-8DCE-DC4E7D572698')).toBe('8a34a46b-3d17-4adc-8dce-dc4e7d572698');
});

it.each([
  ['8:orgid:A1B2C3D4-4444-4E5F-8091-A2B3C4D5E6F7', 'user', 'a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7'],
  ['8:OrgId:a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7', 'user', 'a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7'],
  ['4:+441632960000', 'phone', '+441632960000'],
  ['28:9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5', 'application', '9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5'],
  ['29:0380727f7eef3e9f402f', 'encryptedUser', '0380727f7eef3e9f402f'],
  ['8:teamsvisitor:0a1b', 'anonymous', '0a1b'],
  ['8:acs:0a1b_2c3d', 'anonymous', '0a1b_2c3d'],
  ['971F0300-9C1F-4D99-B5F4-2722E877D490', 'unprefixed', '971f0300-9c1f-4d99-b5f4-2722e877d490'],
  ['8:live:somebody', 'unknown', '8:live:somebody'],
  ['8:orgid:', 'unknown', '8:orgid:'],
] as const)('knows whom %s names', (raw, kind, id) => {
  expect(parseMessagingId(raw)).toEqual({ kind, id, raw });
});
