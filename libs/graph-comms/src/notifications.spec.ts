import { expect, it } from 'vitest';
import type { CommsNotification, NotificationBody } from './notification.js';
import { parseNotifications } from './notifications.js';

function parseItem(item: unknown): CommsNotification | undefined {
  const body = parseNotifications({ value: [item] });
  return body.kind === 'notifications' ? body.items[0] : undefined;
}

const established = { kind: 'callUpdated', callId: 'c1', call: { state: 'established' } };

it.each([
  { changeType: 'Updated', resourceUrl: '/communications/calls/c1', resourceData: { state: 'Established' } },
  { changeType: 'updated', resource: '/app/calls/c1', resourceData: { state: 'established' } },
  { resourceUrl: 'https://graph.microsoft.com/v1.0/communications/calls/c1/', resourceData: { state: 'established' } },
  { resourceUrl: '', resource: '/APP/CALLS/C1', resourceData: { STATE: 'ESTABLISHED' } },
  { resourceData: { '@odata.id': '/communications/calls/c1', state: 'established', unheard: [{ of: 1 }] } },
  { resourceUrl: '/communications/calls/c1', resourceData: { id: 'C1', state: 'established', source: 'nobody' } },
])('reads "established" for call c1 from %j', (item) => {
  expect(parseItem(item)).toMatchObject(established);
});

it('takes an invite whose state cannot be read for an invite, because missing one costs the user the call', () => {
  const invite = { changeType: 'created', resourceUrl: '/communications/calls/c1' };

  expect(parseItem({ ...invite, resourceData: { state: 'newState' } })).toMatchObject({ kind: 'incomingCall' });
  expect(parseItem({ ...invite, resourceData: { direction: 'outgoing' } })).toMatchObject({ kind: 'callUpdated' });
  expect(parseItem({ ...invite, changeType: 'deleted', resourceData: { state: 'incoming' } })).toMatchObject({
    kind: 'callUpdated',
    deleted: true,
  });
});

it('keeps the order of several notifications in one body', () => {
  const item = (state: string) => ({ resourceUrl: '/communications/calls/c1', resourceData: { state } });
  const body = parseNotifications({ value: [item('establishing'), null, item('established')] });

  expect(body).toMatchObject({
    kind: 'notifications',
    items: [{ call: { state: 'establishing' } }, { kind: 'unsupported' }, { call: { state: 'established' } }],
  });
});

it('reads a hundred notifications in one body, and none of more', () => {
  const item = {
    changeType: 'updated',
    resourceUrl: '/communications/calls/c1',
    resourceData: { state: 'established' },
  };
  const body = (count: number) => parseNotifications({ value: Array.from({ length: count }, () => item) });

  expect(body(100)).toMatchObject({ kind: 'notifications', items: { length: 100 } });
  expect(body(101)).toEqual({ kind: 'tooMany', count: 101 });
});

it('knows a joining and a left participant by their shape when the type is missing', () => {
  const resourceUrl = '/communications/calls/c1/somewhere/new';
  const call = { id: 'J1', source: { id: 'p9' } };

  expect(parseItem({ resourceUrl, resourceData: { call } })).toMatchObject({
    kind: 'participantJoining',
    callId: 'c1',
    participantId: 'p9',
    joiningCallId: 'j1',
  });
  expect(parseItem({ resourceUrl, resourceData: { call, participantId: 'p9' } })).toMatchObject({
    kind: 'participantLeft',
    callId: 'c1',
    participantId: 'p9',
    joiningCallId: 'j1',
  });
});

it('reads a joining that is the whole body, with its type and without', () => {
  const call = { id: 'J1', source: { id: 'p9' } };
  const type = '#microsoft.graph.participantJoiningNotification';

  for (const body of [{ call }, { '@odata.type': type, call }])
    expect(parseNotifications(body)).toMatchObject({
      kind: 'notifications',
      items: [{ kind: 'participantJoining', callId: null, participantId: 'p9', joiningCallId: 'j1' }],
    });
});

it('lets the type of a joining notification win over a path that names something else', () => {
  const resourceData = { '@odata.type': 'Microsoft.Graph.ParticipantJoiningNotification', call: null };

  expect(parseItem({ resourceUrl: '/communications/calls/c1/participants', resourceData })).toMatchObject({
    kind: 'participantJoining',
    callId: 'c1',
    participantId: null,
  });
});

it.each([
  ['/communications/calls/c1/recordings/r1', "nothing is known under a call's /recordings"],
  ['/communications/calls/c1/contentsharingsessions', "nothing is known under a call's /contentsharingsessions"],
  ['/communications/presences/u1', 'no path of a call'],
])('names what it cannot place: %s', (resourceUrl, reason) => {
  expect(parseItem({ resourceUrl })).toEqual({ kind: 'unsupported', reason, resourceUrl });
});

it.each<[unknown, NotificationBody['kind']]>([
  [{ callState: 'incoming', id: '1' }, 'legacyInvite'],
  [{ presentedModalityTypes: ['audio'] }, 'legacyInvite'],
  [{ '@odata.type': '#microsoft.graph.call', callState: 'incoming' }, 'foreign'],
  [{ value: {} }, 'foreign'],
  [{ value: [1, 'two'] }, 'foreign'],
  [{ value: [{ subscriptionId: 's1', resource: 'communications/calls/c1' }] }, 'foreign'],
  [{ value: [] }, 'notifications'],
  [{}, 'foreign'],
  [[], 'foreign'],
  ['text', 'foreign'],
  [null, 'foreign'],
  [undefined, 'foreign'],
  [0, 'foreign'],
])('takes the body %j for %s', (body, kind) => {
  expect(parseNotifications(body).kind).toBe(kind);
});

it('does not let ids that no index could hold reach the database', () => {
  const resourceData = { id: 'x'.repeat(5000), tenantId: 'y'.repeat(5000), callChainId: 'nul\0and\ud800half' };

  expect(parseItem({ resourceUrl: '/communications/calls/c1', resourceData })).toMatchObject({
    callId: 'c1',
    call: { tenantId: null, callChainId: 'nul\uFFFDand\uFFFDhalf' },
  });
});
