import { expect, it } from 'vitest';
import { missingPermissions, type ConfiguredAction } from './permissions.js';

const ACCESS = 'Calls.AccessMedia.All';
const JOIN = 'Calls.JoinGroupCall.All';
const GUEST = 'Calls.JoinGroupCallAsGuest.All';
const INITIATE = 'Calls.Initiate.All';

it.each<[string, string[], ConfiguredAction[], string[]]>([
  ['all that we ask for', [ACCESS, JOIN, GUEST], ['record', 'answerAppHosted', 'answerServiceHosted', 'decline'], []],
  ['the higher permission of answer', [ACCESS, GUEST], ['record'], []],
  ['another case', [ACCESS.toLowerCase(), JOIN.toUpperCase()], ['record'], []],
  ['no access to media', [JOIN], ['record'], [`record app-hosted media ${ACCESS}`]],
  ['no access to media, where none is needed', [JOIN], ['answerServiceHosted'], []],
  ['no right to join', [ACCESS], ['record'], [`record answer ${JOIN}`]],
  [
    'a right to join as guest only',
    [GUEST],
    ['record'],
    [`record app-hosted media ${ACCESS}`, `record updateRecordingStatus ${ACCESS}`],
  ],
  ['no right to initiate', [ACCESS, JOIN], ['record', 'redirect'], [`redirect redirect ${INITIATE}`]],
  ['a right to initiate', [INITIATE], ['redirect'], []],
  ['an action twice', [GUEST], ['redirect', 'redirect'], [`redirect redirect ${INITIATE}`]],
  ['nothing, and declining', [], ['decline'], [`null readable source of invites ${ACCESS}`]],
])('with %s names what is missing', (_, roles, actions, expected) => {
  const missing = missingPermissions(roles, actions);

  expect(missing.map(({ action, verb, least }) => `${action} ${verb} ${least}`)).toEqual(expected);
});
