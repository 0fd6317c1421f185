import type { DataSource } from 'typeorm';

/**
 * The policies a new installation starts with: every policy invite is recorded from app-hosted audio, one call
 * carrying up to 100 participants (protocol §6.1: values are expected to be large); direct calls are declined.
 *
 * Declined as `forbidden`, of Graph's three reasons (call: reject): nobody may call a recorder, and `busy` would
 * invite the caller to try again while `none` tells them nothing. It also sets these calls apart, in Teams' own records,
 * from policy invites that we reject as `busy` for want of room.
 */
const POLICIES = [
  {
    id: 'default-record-policy-invites',
    name: 'Record every policy invite',
    match: 'anyPolicy',
    action: 'record',
    rejectReason: null,
    mediaKind: 'appHosted',
    modalities: ['audio'],
    participantCapacity: 100,
    contentSharingNotifications: true,
  },
  {
    id: 'default-decline-direct-calls',
    name: 'Decline direct calls',
    match: 'direct',
    action: 'decline',
    rejectReason: 'forbidden',
    mediaKind: null,
    modalities: [],
    participantCapacity: null,
    contentSharingNotifications: false,
  },
] as const;

/** Safe to repeat, and by several replicas at once: what an operator has changed or retired stays as it is. */
export async function seed(dataSource: DataSource): Promise<void> {
  for (const policy of POLICIES) {
    await dataSource.query(
      `WITH seeded AS (
         INSERT INTO recording_policy (policy_id, name, match, action, reject_reason, media_kind, modalities,
           participant_capacity, prefetch_prompts, content_sharing_notifications)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, '[]', $9)
         ON CONFLICT (policy_id) DO NOTHING RETURNING *)
       INSERT INTO recording_policy_version (policy_id, version, policy, changed_at)
       SELECT policy_id, version, to_jsonb(seeded), created_at FROM seeded`,
      [
        policy.id,
        policy.name,
        policy.match,
        policy.action,
        policy.rejectReason,
        policy.mediaKind,
        JSON.stringify(policy.modalities),
        policy.participantCapacity,
        policy.contentSharingNotifications,
      ],
    );
  }
}
