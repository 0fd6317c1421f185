import { Injectable } from '@nestjs/common';
import { Batcher, Database, type Statement } from '@app/platform';
import type { CallToDecide } from './decide.js';
import type { PolicyDraft } from './policy-rules.js';
import type { RecordingPolicy } from './policy.entity.js';

/** The columns of a policy under the names of its entity. */
export const POLICY_COLUMNS = `
  policy_id AS "policyId", name, tenant_id AS "tenantId", match, policy_identifier AS "policyIdentifier", action,
  reject_reason AS "rejectReason", redirect_targets AS "redirectTargets",
  redirect_timeout_seconds AS "redirectTimeoutSeconds", media_kind AS "mediaKind", modalities,
  participant_capacity AS "participantCapacity", prefetch_prompts AS "prefetchPrompts",
  content_sharing_notifications AS "contentSharingNotifications", created_at AS "createdAt", retired_at AS "retiredAt"`;

const APPLICABLE: Statement = {
  name: 'policies.applicable',
  text: `SELECT ${POLICY_COLUMNS} FROM recording_policy
    WHERE retired_at IS NULL AND (tenant_id = ANY ($1) OR tenant_id IS NULL) AND (match = 'direct') = ANY ($2)`,
};

// Nobody revives a retired policy or takes over another tenant's: the WHERE of the update leaves those rows as they are.
const PUT: Statement = {
  name: 'policies.put',
  text: `INSERT INTO recording_policy (policy_id, name, tenant_id, match, policy_identifier, action, reject_reason,
      redirect_targets, redirect_timeout_seconds, media_kind, modalities, participant_capacity, prefetch_prompts,
      content_sharing_notifications, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
    ON CONFLICT (policy_id) DO UPDATE SET name = excluded.name, tenant_id = excluded.tenant_id, match = excluded.match,
      policy_identifier = excluded.policy_identifier, action = excluded.action,
      reject_reason = excluded.reject_reason, redirect_targets = excluded.redirect_targets,
      redirect_timeout_seconds = excluded.redirect_timeout_seconds, media_kind = excluded.media_kind,
      modalities = excluded.modalities, participant_capacity = excluded.participant_capacity,
      prefetch_prompts = excluded.prefetch_prompts,
      content_sharing_notifications = excluded.content_sharing_notifications
    WHERE recording_policy.retired_at IS NULL AND ($16::text IS NULL OR recording_policy.tenant_id = $16)
    RETURNING ${POLICY_COLUMNS}`,
};

const RETIRE: Statement = {
  name: 'policies.retire',
  text: `UPDATE recording_policy SET retired_at = coalesce(retired_at, $2)
    WHERE policy_id = $1 AND ($3::text IS NULL OR tenant_id = $3) RETURNING policy_id`,
};

interface Lookup {
  /** In lower case, as policies keep it. */
  tenantId: string;
  isDirect: boolean;
}

/** Of one look at the policies. */
const MOST_CALLS = 256;

@Injectable()
export class PolicyStore {
  private readonly lookups;

  constructor(private readonly database: Database) {
    this.lookups = new Batcher((calls: readonly Lookup[]) => this.lookUp(calls), { most: MOST_CALLS, sideBySide: 1 });
  }

  /** Every policy that may have a say in this call. On the answer path: no cache to be stale, but company while it waits. */
  applicable({ kind, tenantId }: CallToDecide): Promise<RecordingPolicy[]> {
    return this.lookups.submit({ tenantId: tenantId.toLowerCase(), isDirect: kind === 'direct' });
  }

  private async lookUp(calls: readonly Lookup[]): Promise<PromiseFulfilledResult<RecordingPolicy[]>[]> {
    const all = await this.database.query<RecordingPolicy>(APPLICABLE, [
      [...new Set(calls.map(({ tenantId }) => tenantId))],
      [...new Set(calls.map(({ isDirect }) => isDirect))],
    ]);
    return calls.map(({ tenantId, isDirect }) => {
      const its = (policy: RecordingPolicy) =>
        (policy.match === 'direct') === isDirect && (policy.tenantId ?? tenantId) === tenantId;
      return { status: 'fulfilled', value: all.filter(its) };
    });
  }

  /** Null when the id belongs to a policy that is retired or, with `tenantScope`, another tenant's. */
  async put(policy: PolicyDraft, tenantScope: string | null, at: Date): Promise<RecordingPolicy | null> {
    const [stored] = await this.database.query<RecordingPolicy>(PUT, [
      policy.policyId,
      policy.name,
      policy.tenantId?.toLowerCase() ?? null,
      policy.match,
      policy.policyIdentifier,
      policy.action,
      policy.rejectReason,
      policy.redirectTargets && JSON.stringify(policy.redirectTargets),
      policy.redirectTimeoutSeconds,
      policy.mediaKind,
      JSON.stringify(policy.modalities),
      policy.participantCapacity,
      JSON.stringify(policy.prefetchPrompts),
      policy.contentSharingNotifications,
      at,
      tenantScope,
    ]);
    return stored ?? null;
  }

  /** False when there is no such policy within `tenantScope`. Retiring twice keeps the first time. */
  async retire(policyId: string, tenantScope: string | null, at: Date): Promise<boolean> {
    return (await this.database.query(RETIRE, [policyId, at, tenantScope])).length > 0;
  }
}
