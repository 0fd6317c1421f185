import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

export type PolicyMatch = 'exact' | 'pattern' | 'anyPolicy' | 'direct';
export type PolicyAction = 'record' | 'answer' | 'decline' | 'redirect';
export type RejectReason = 'none' | 'busy' | 'forbidden';
export type MediaKind = 'appHosted' | 'serviceHosted';

/** What an answer may accept: the page of `answer` names these three of Graph's modalities. */
export type AnswerModality = 'audio' | 'video' | 'videoBasedScreenSharing';

/** Whom a redirected call goes to: exactly one of the three. */
export type RedirectTarget = { userId: string } | { applicationInstanceId: string } | { phoneNumber: string };

/** A prompt that Graph fetches before it is first played; service-hosted media only. */
export interface MediaPrompt {
  uri: string;
  resourceId: string | null;
}

/** What a tenant wants done with a call. Retired rather than deleted, because sessions name the rule that decided. */
@Entity('recording_policy', {
  comment:
    'policies. What a tenant wants done with a call; retired rather than deleted, because sessions name the rule that decided.',
})
@Check('recording_policy_known_match', `match IN ('exact', 'pattern', 'anyPolicy', 'direct')`)
@Check('recording_policy_known_action', `action IN ('record', 'answer', 'decline', 'redirect')`)
@Check('recording_policy_known_reason', `reject_reason IN ('none', 'busy', 'forbidden')`)
@Check('recording_policy_known_media', `media_kind IN ('appHosted', 'serviceHosted')`)
@Check('recording_policy_capacity', `participant_capacity >= 0`)
@Check('recording_policy_timeout', `redirect_timeout_seconds BETWEEN 15 AND 90`)
@Check('recording_policy_identifier', `(match IN ('exact', 'pattern')) = (policy_identifier IS NOT NULL)`)
@Check('recording_policy_recorded_by_policy', `action <> 'record' OR match <> 'direct'`)
@Check('recording_policy_version_counts', `version >= 1`)
export class RecordingPolicy {
  @PrimaryColumn('text', { name: 'policy_id', primaryKeyConstraintName: 'recording_policy_pkey' })
  policyId: string;

  /** For people. */
  @Column('text')
  name: string;

  /** Lower case. Null: for every tenant served. */
  @Column('text', { name: 'tenant_id', nullable: true })
  tenantId: string | null;

  @Column('text')
  match: PolicyMatch;

  /** Teams' `policyIdentifier` in full, or a pattern over it; null for the matches that need none. */
  @Column('text', { name: 'policy_identifier', nullable: true })
  policyIdentifier: string | null;

  @Column('text')
  action: PolicyAction;

  @Column('text', { name: 'reject_reason', nullable: true })
  rejectReason: RejectReason | null;

  @Column('jsonb', { name: 'redirect_targets', nullable: true })
  redirectTargets: RedirectTarget[] | null;

  /** How long the targets ring; null leaves it to Graph (55 s for one target, 60 s for several). */
  @Column('integer', { name: 'redirect_timeout_seconds', nullable: true })
  redirectTimeoutSeconds: number | null;

  @Column('text', { name: 'media_kind', nullable: true })
  mediaKind: MediaKind | null;

  @Column('jsonb')
  modalities: AnswerModality[];

  /** How many participants under policy one call will carry; null, 0 and 1 mean no grouping. */
  @Column('integer', { name: 'participant_capacity', nullable: true })
  participantCapacity: number | null;

  @Column('jsonb', { name: 'prefetch_prompts' })
  prefetchPrompts: MediaPrompt[];

  @Column('boolean', { name: 'content_sharing_notifications' })
  contentSharingNotifications: boolean;

  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' })
  createdAt: Date;

  @Column('timestamptz', { name: 'retired_at', nullable: true })
  retiredAt: Date | null;

  /** Counts its changes from 1; retiring is one. */
  @Column('integer', { default: 1 })
  version: number;
}
