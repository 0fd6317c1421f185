import { expect, it } from 'vitest';
import { parseNotifications, redactNotification } from '@app/graph-comms';
import { rowOf, type MixedBody } from './bare-row.js';
import { NotificationBodies } from './notification-bodies.js';

const CALL = { callId: '5a1b0000-7a7a-4c4c-8d8d-000000000001', participantId: '5a1b0000-7a7a-4c4c-8d8d-000000000002' };
const REQUEST = {
  receivedAt: new Date('2026-01-05T12:00:00Z'),
  tenantId: 'tenant',
  callKey: 'key',
  messageId: 'message',
  scenarioId: 'scenario',
};

const bodies = new NotificationBodies({ ...CALL, callbackUri: '' }, 0);
/** The whole mix of one call, and for each what the bare program makes of it. */
const mix = Array.from({ length: 10 }, () => bodies.next()).map((text) => {
  const parsed = parseNotifications(JSON.parse(text));
  const body = (JSON.parse(text) as { value: unknown[] }).value[0];
  return {
    read: parsed.kind === 'notifications' ? parsed.items[0] : undefined,
    evidence: redactNotification(body),
    row: rowOf(JSON.parse(text) as MixedBody, REQUEST),
  };
});

it('keeps of each body the evidence that the recorder keeps, under its kind and its call', () => {
  for (const { read, evidence, row } of mix) {
    expect(row.body).toEqual(evidence);
    expect(row).toMatchObject({ ...REQUEST, kind: read?.kind, callId: CALL.callId });
  }
});

it('reads of a roster its version and everybody in it, as the recorder does', () => {
  const rosters = mix.flatMap(({ read, row }) => (read?.kind === 'roster' ? [{ read, row }] : []));

  expect(rosters).toHaveLength(4);
  for (const { read, row } of rosters) {
    expect(row.version).toBe(read.sequenceNumber);
    expect(row.people).toEqual(
      read.participants.map(({ participantId, identity, isInLobby, isMuted }) => ({
        participant_id: participantId,
        user_id: identity?.id,
        tenant_id: identity?.tenantId,
        is_in_lobby: isInLobby,
        is_muted: isMuted,
      })),
    );
  }
});

it('reads whether content is being shared, and of an update nothing', () => {
  const said = mix.map(({ row }) => row.sharing);
  const meant = mix.map(({ read }) => (read?.kind === 'contentSharing' ? read.started : null));

  expect(said).toEqual(meant);
  expect(said.filter((sharing) => sharing !== null)).toEqual([true, false]);
  const updates = mix.filter(({ row }) => row.kind === 'callUpdated').map(({ row }) => row);
  expect(updates.every(({ version, people }) => version === null && people.length === 0)).toBe(true);
});
