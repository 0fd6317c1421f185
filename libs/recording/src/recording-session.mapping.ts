import type { AggregateRoot } from '@nestjs/cqrs';
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { RecordingSession } from './recording-session.aggregate.js';
import type { SessionRecord } from './session-record.js';

type Column = EntitySchemaColumnOptions;
type Field = Exclude<keyof SessionRecord, keyof AggregateRoot | 'noteFact'>;

const text: Column = { type: 'text' };
const nullableText: Column = { type: 'text', nullable: true };
const json: Column = { type: 'jsonb' };
const nullableJson: Column = { type: 'jsonb', nullable: true };
const time: Column = { type: 'timestamptz' };
const nullableTime: Column = { type: 'timestamptz', nullable: true };
const count: Column = { type: 'integer' };

/** Every field of a session and its column, once: the store's statements are made from this list. */
const FIELDS: Record<Field, Column> = {
  sessionId: { type: 'uuid', primary: true, primaryKeyConstraintName: 'recording_session_pkey' },
  callId: text,
  graphCallId: text,
  callKey: text,
  callChainId: nullableText,
  tenantId: text,
  conversationId: { type: 'uuid', nullable: true },
  lane: { ...count, default: 0 },
  spilledFrom: { type: 'uuid', nullable: true },
  kind: text,
  policyIdentifier: nullableText,
  policyName: nullableText,
  policyHolderTenantId: nullableText,
  applicationInstanceId: nullableText,
  observedParticipantId: nullableText,
  observedUserId: nullableText,
  myParticipantId: nullableText,
  participationMethod: nullableText,
  sourceRegion: nullableText,
  mediaHostedRegion: nullableText,
  onBehalfOf: nullableJson,
  transferor: nullableJson,
  otherSideUser: nullableJson,
  callRoutes: json,
  chatInfo: nullableJson,
  inviteReasons: json,
  pairedRecorders: json,
  otherRecorders: json,
  namesRecorders: { type: 'boolean', default: false },
  flags: json,
  direction: text,
  callState: text,
  recordingStatus: text,
  wantedStatus: nullableText,
  standingOrder: nullableText,
  pausedUntil: nullableTime,
  permitId: nullableText,
  permitState: text,
  decision: nullableJson,
  response: nullableText,
  answerAttempts: count,
  missed: nullableJson,
  participantCapacity: { ...count, nullable: true },
  participantCount: count,
  aloneSince: nullableTime,
  mediaKind: nullableText,
  mediaHostId: nullableText,
  mediaSessionId: nullableText,
  mediaState: text,
  mediaReportedAt: nullableTime,
  firstMediaAt: nullableTime,
  contentSharing: { type: 'boolean' },
  rosterSequenceNumber: { type: 'bigint', nullable: true },
  receivedAt: time,
  respondBy: time,
  respondedAt: nullableTime,
  establishedAt: nullableTime,
  recordingStartedAt: nullableTime,
  recordingStoppedAt: nullableTime,
  checkedAt: nullableTime,
  graphGoneSince: nullableTime,
  rosterEmptySince: nullableTime,
  mediaLostSince: nullableTime,
  deletedAt: nullableTime,
  endedAt: nullableTime,
  endReason: nullableJson,
};

/** What an update may touch; the rest is what the invitation said, and stays. */
const FIXED: ReadonlySet<string> = new Set<Field>([
  ...(['sessionId', 'callId', 'graphCallId', 'callKey', 'tenantId', 'kind', 'policyIdentifier', 'policyName'] as const),
  ...(['policyHolderTenantId', 'applicationInstanceId', 'observedParticipantId', 'observedUserId'] as const),
  ...(['myParticipantId', 'participationMethod', 'sourceRegion', 'onBehalfOf', 'transferor', 'otherSideUser'] as const),
  ...([
    'callRoutes',
    'inviteReasons',
    'direction',
    'receivedAt',
    'respondBy',
    'conversationId',
    'lane',
    'spilledFrom',
  ] as const),
]);

export interface SessionColumn {
  field: Field;
  name: string;
  /** Postgres' type. */
  type: string;
}

export const SESSION_COLUMNS: readonly SessionColumn[] = Object.entries(FIELDS).map(([field, { type }]) => ({
  field: field as Field,
  name: snakeCase(field),
  type: String(type),
}));

export const MUTABLE_COLUMNS = SESSION_COLUMNS.filter(({ field }) => !FIXED.has(field));

export const recordingSessionMapping = new EntitySchema<RecordingSession>({
  name: 'RecordingSession',
  target: RecordingSession,
  tableName: 'recording_session',
  columns: Object.fromEntries(
    Object.entries(FIELDS).map(([field, column]) => [field, { ...column, name: snakeCase(field) }]),
  ),
  uniques: [
    { name: 'recording_session_call_id', columns: ['callId'] },
    { name: 'recording_session_call_key', columns: ['callKey'] },
  ],
  // Some are declared without their descending order, expression or condition, which TypeORM cannot say; migrations own them.
  indices: [
    { name: 'recording_session_newest', synchronize: false },
    { name: 'recording_session_tenant', synchronize: false },
    { name: 'recording_session_chain', columns: ['callChainId'] },
    { name: 'recording_session_observed', synchronize: false },
    { name: 'recording_session_legs', columns: ['conversationId', 'receivedAt'] },
    { name: 'recording_session_unestablished', synchronize: false },
    { name: 'recording_session_policy', synchronize: false },
    { name: 'recording_session_live', synchronize: false },
    { name: 'recording_session_state', synchronize: false },
    { name: 'recording_session_response', synchronize: false },
    { name: 'recording_session_flagged', synchronize: false },
    { name: 'recording_session_other_side', synchronize: false },
    { name: 'recording_session_on_behalf_of', synchronize: false },
    { name: 'recording_session_media', columns: ['mediaSessionId'], unique: true },
  ],
  checks: [
    { name: 'recording_session_known_kind', expression: `kind IN ('policyRecording', 'direct')` },
    {
      name: 'recording_session_known_status',
      expression: `recording_status IN ('notRecording', 'recording', 'failed')`,
    },
    { name: 'recording_session_known_permit', expression: `permit_state IN ('closed', 'open')` },
    {
      name: 'recording_session_known_media_state',
      expression: `media_state IN ('awaited', 'flowing', 'unheard', 'lost')`,
    },
    {
      name: 'recording_session_gate',
      expression: `permit_state = 'closed' OR (recording_status = 'recording' AND ended_at IS NULL)`,
    },
    {
      name: 'recording_session_known_order',
      expression: `standing_order IN ('paused', 'stopped', 'hungUp')`,
    },
    {
      name: 'recording_session_pause_ends',
      expression: `(standing_order = 'paused') IS TRUE = (paused_until IS NOT NULL)`,
    },
    { name: 'recording_session_capacity', expression: `participant_count >= 0` },
  ],
});

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
