import { expect, it } from 'vitest';
import { policyName } from './bot-data.js';
import { readCall } from './call-info.js';

const botData = (inviteReasons: unknown) => ({ applicationMetadata: { botData: { inviteReasons } } });
const observed = { incomingContext: { observedParticipantId: 'p1' } };

it.each([
  ['both signs', { ...observed, ...botData(['ComplianceRecording']) }, true, false],
  ['both signs, as the page spells them', { ...observed, ...botData(['PolicyBasedRecording']) }, true, false],
  ['both signs in another case', { ...observed, ...botData(['compliancerecording']) }, true, false],
  ['an observed participant only', observed, true, true],
  ['an observed participant and other reasons', { ...observed, ...botData(['Unheard']) }, true, true],
  ['an invite reason only', botData(['Unheard', 'ComplianceRecording']), true, true],
  ['an empty observed participant', { incomingContext: { observedParticipantId: '' } }, false, false],
  ['other reasons only', botData(['Unheard']), false, false],
  ['reasons that are no list', botData('ComplianceRecording'), false, false],
  ['no sign', {}, false, false],
])('tells a policy invite from a direct call by %s', (_, call, isPolicyRecording, inviteSignsDisagree) => {
  expect(readCall(call)).toMatchObject({ isPolicyRecording, inviteSignsDisagree });
});

it.each([
  ['readable', { source: { identity: { user: { id: 'u1' } } } }],
  ['readable', { source: { identity: { encrypted: { id: 'e1' }, guest: { id: 'g1' } } } }],
  ['encrypted', { source: { identity: { encrypted: { id: 'e1' } } } }],
  ['encrypted', { source: { identity: { user: null, encrypted: {} } } }],
  ['missing', { source: { identity: { user: { displayName: 'No Id' } } } }],
  ['missing', { source: { identity: {} } }],
  ['missing', { source: null }],
  ['missing', {}],
])('tells that the source is %s, so that a missing consent is noticed', (sourceVisibility, call) => {
  expect(readCall(call).sourceVisibility).toBe(sourceVisibility);
});

it('keeps who delegated and who transferred the call', () => {
  const call = readCall({
    incomingContext: {
      onBehalfOf: { user: { id: 'A1B2C3D4-4444-4E5F-8091-A2B3C4D5E6F7', tenantId: 't1' } },
      transferor: { phone: { id: '+441632960000' } },
    },
  });

  expect(call.onBehalfOf).toEqual({ kind: 'user', id: 'a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7', tenantId: 't1' });
  expect(call.transferor).toEqual({ kind: 'phone', id: '+441632960000', tenantId: null });
});

it('takes our resource account from the first target only, and never an application', () => {
  const target = (kind: string) => ({ identity: { [kind]: { id: kind } } });

  expect(readCall({ targets: [target('applicationInstance')] }).applicationInstanceId).toBe('applicationInstance');
  expect(
    readCall({ targets: [target('application'), target('applicationInstance')] }).applicationInstanceId,
  ).toBeNull();
});

it('reads what Graph names in another case, and leaves out what it does not know', () => {
  const call = readCall({
    State: 'Established',
    direction: 'OUTGOING',
    requestedModalities: ['Audio', 'hologram', null, 'VIDEOBASEDSCREENSHARING'],
    resultInfo: { code: '580', subCode: '5201' },
    mediaState: { audio: 'Active' },
  });

  expect(call).toMatchObject({
    state: 'established',
    direction: 'outgoing',
    requestedModalities: ['audio', 'videoBasedScreenSharing'],
    resultInfo: { code: 580, subcode: 5201, message: null },
    mediaStateAudio: 'active',
  });
  expect(readCall({ state: 'unknownFutureValue' }).state).toBeNull();
});

it.each([
  [{ '@odata.type': '#microsoft.graph.tokenMeetingInfo', token: 'secret' }, 'token'],
  [{ token: 'secret' }, 'token'],
  [{ '@odata.type': 'microsoft.graph.organizerMeetingInfo' }, 'organizer'],
  [{ organizer: { user: { id: 'u1' } } }, 'organizer'],
  [{ joinMeetingId: '1', passcode: 'secret' }, 'joinMeetingId'],
  [{ '@odata.type': '#microsoft.graph.newMeetingInfo', token: 'secret' }, 'unknown'],
])('knows the kind of the meeting in %j without reading its secrets', (meetingInfo, kind) => {
  const call = readCall({ meetingInfo });

  expect(call.meetingInfo?.kind).toBe(kind);
  expect(JSON.stringify(call)).not.toContain('secret');
});

it.each([
  ['TeamsComplianceRecordingPolicy=Tenant:Contoso: North = 1', 'Contoso: North = 1'],
  ['teamscompliancerecordingpolicy=tenant:contoso', 'contoso'],
  ['Test Policy', 'Test Policy'],
  ['TeamsComplianceRecordingPolicy=Global', 'TeamsComplianceRecordingPolicy=Global'],
  ['=Tenant:', '=Tenant:'],
])('shows people the policy of %s as %s', (policyIdentifier, name) => {
  expect(policyName(policyIdentifier)).toBe(name);
});

it('keeps the prefix of a party who is no user, and drops that of a recorder', () => {
  const { botData } = readCall({
    applicationMetadata: {
      botData: {
        otherSideUser: { id: '4:+441632960000', onBehalfOf: { id: '8:orgid:A1B2C3D4-4444-4E5F-8091-A2B3C4D5E6F7' } },
        otherRecorders: [{ id: '28:9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5', participantId: 'p2' }, null, 'odd'],
      },
    },
  });

  expect(botData?.otherSideUser).toMatchObject({
    id: '4:+441632960000',
    onBehalfOfId: 'a1b2c3d4-4444-4e5f-8091-a2b3c4d5e6f7',
  });
  expect(botData?.otherRecorders).toEqual([{ id: '9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5', participantId: 'p2' }]);
});
