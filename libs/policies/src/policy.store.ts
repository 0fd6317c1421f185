import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Batcher, Database, type Statement } from '@app/platform';
import type { CallToDecide } from './decide.js';
import { NoSuchPolicy, PolicyHasChanged } from './policies.errors.js';
import {
  isWithin,
  requireChangeable,
  requireExpected,
  type ChangedPolicy,
  type PolicyChange,
} from './policy-change.js';
import type { PolicyDraft } from './policy-rules.js';
import type { RecordingPolicy } from './policy.entity.js';

/** The columns of a policy under the names of its entity. */
export const POLICY_COLUMNS = `
  policy_id AS "policyId", name, tenant_id AS "tenantId", match, policy_identifier AS "policyIdentifier", action,
  reject_reason AS "rejectReason", redirect_targets AS "redirectTargets",
  redirect_timeout_seconds AS "redirectTimeoutSeconds", media_kind AS "mediaKind", modalities,
  participant_capacity AS "participantCapacity", prefetch_prompts AS "prefetchPrompts",
  content_sharing_notifications AS "contentSharingNotifications", created_at AS "createdAt", retired_at AS "retiredAt", version`;

const APPLICABLE: Statement = {
  name: 'policies.applicable',
  text: `SELECT ${POLICY_COLUMNS} FROM recording_policy
    WHERE retired_at IS NULL AND (tenant_id = ANY ($1) OR tenant_id IS NULL) AND (match = 'direct') = ANY ($2)`,
};

const FIND: Statement = {
  name: 'policies.find',
  text: `SELECT ${POLICY_COLUMNS} FROM recording_policy WHERE policy_id = $1`,
};

/** Locked: what is decided by what it was like holds until it is changed. */
const CURRENT: Statement = {
  name: 'policies.current',
  text: `${FIND.text} FOR UPDATE`,
};

/** The row as it now is, by whom and why. `changed` is the statement that makes it so. */
const kept = (changed: string, changes: string) => `WITH changed AS (${changed} RETURNING *), noted AS (
      INSERT INTO recording_policy_version (policy_id, version, policy, changed_at, changed_by, changed_by_tenant, reason)
      SELECT policy_id, version, to_jsonb(changed), ${changes} FROM changed)
    SELECT ${POLICY_COLUMNS} FROM changed`;

/** Of an id that is new: somebody else may be putting it at this moment, and then nothing is stored. */
const PUT: Statement = {
  name: 'policies.put',
  text: kept(
    `INSERT INTO recording_policy (policy_id, name, tenant_id, match, policy_identifier, action, reject_reason,
        redirect_targets, redirect_timeout_seconds, media_kind, modalities, participant_capacity, prefetch_prompts,
        content_sharing_notifications, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
      ON CONFLICT (policy_id) DO UPDATE SET name = excluded.name, tenant_id = excluded.tenant_id,
        match = excluded.match, policy_identifier = excluded.policy_identifier, action = excluded.action,
        reject_reason = excluded.reject_reason, redirect_targets = excluded.redirect_targets,
        redirect_timeout_seconds = excluded.redirect_timeout_seconds, media_kind = excluded.media_kind,
        modalities = excluded.modalities, participant_capacity = excluded.participant_capacity,
        prefetch_prompts = excluded.prefetch_prompts,
        content_sharing_notifications = excluded.content_sharing_notifications,
        version = recording_policy.version + 1
      WHERE recording_policy.version = $19`,
    '$15, $16::text, $17::text, $18::text',
  ),
};

const RETIRE: Statement = {
  name: 'policies.retire',
  text: kept(
    'UPDATE recording_policy SET retired_at = $2, version = version + 1 WHERE policy_id = $1',
    '$2, $3::text, $4::text, $5::text',
  ),
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

  /** Whatever tenant it is for, and also when it is retired. */
  async find(policyId: string): Promise<RecordingPolicy | null> {
    const [policy] = await this.database.query<RecordingPolicy>(FIND, [policyId]);
    return policy ?? null;
  }

  /**
   * Stores a policy under its next version, or nothing when it is that already.
   * @throws PolicyIdTaken, PolicyHasChanged
   */
  async put(policy: PolicyDraft, change: PolicyChange, at: Date): Promise<ChangedPolicy> {
    const draft = { ...policy, tenantId: policy.tenantId?.toLowerCase() ?? null };
    const changed = (await this.tryPut(draft, change, at)) ?? (await this.tryPut(draft, change, at));
    if (!changed) throw new PolicyHasChanged(draft.policyId, null);
    return changed;
  }

  /** Null: somebody else put a policy of this id while this was to be the first. */
  private tryPut(draft: PolicyDraft, change: PolicyChange, at: Date): Promise<ChangedPolicy | null> {
    return this.database.transaction(async (tx) => {
      const [former = null] = await tx.query<RecordingPolicy>(CURRENT, [draft.policyId]);
      requireChangeable(former, change.tenantScope);
      requireExpected(change.expected, draft.policyId, former);
      if (former && isSame(former, draft)) return { former, current: former };
      const values = [...valuesOf(draft), at, ...authorOf(change), former?.version ?? null];
      const [current] = await tx.query<RecordingPolicy>(PUT, values);
      return current ? { former, current } : null;
    });
  }

  /**
   * Retiring twice keeps the first time.
   * @throws NoSuchPolicy, PolicyHasChanged
   */
  retire(policyId: string, change: PolicyChange, at: Date): Promise<ChangedPolicy> {
    return this.database.transaction(async (tx) => {
      const [former] = await tx.query<RecordingPolicy>(CURRENT, [policyId]);
      if (!former || !isWithin(change.tenantScope, former)) throw new NoSuchPolicy(policyId);
      requireExpected(change.expected, policyId, former);
      if (former.retiredAt) return { former, current: former };
      const [current] = await tx.query<RecordingPolicy>(RETIRE, [policyId, at, ...authorOf(change)]);
      return { former, current: current! };
    });
  }
}

/** Compared as they are stored: an order of members says nothing. */
function isSame(former: RecordingPolicy, draft: PolicyDraft): boolean {
  const { createdAt: _createdAt, retiredAt: _retiredAt, version: _version, ...kept } = former;
  return isDeepStrictEqual(kept, draft);
}

function authorOf({ by, reason }: PolicyChange): unknown[] {
  return [by.subject, by.tenantId, reason];
}

function valuesOf(policy: PolicyDraft): unknown[] {
  return [
    policy.policyId,
    policy.name,
    policy.tenantId,
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
  ];
}
