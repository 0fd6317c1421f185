import { PolicyHasChanged, PolicyIdTaken } from './policies.errors.js';
import type { RecordingPolicy } from './policy.entity.js';

/** What may be demanded of a policy before it is changed: nothing, that it is new, or that it is one of these versions. */
export type ExpectedPolicy = 'any' | 'new' | { versions: 'all' | readonly number[] };

/** Who wants a policy changed, and how it must be for that. */
export interface PolicyChange {
  /** Whose policies they may change; null: every tenant's. */
  tenantScope: string | null;
  expected: ExpectedPolicy;
  /** Object id and tenant of who asks. */
  by: { subject: string; tenantId: string };
  /** In their words, for the history. */
  reason: string | null;
}

/** A policy before and after a change. The same twice: nothing of it was new. */
export interface ChangedPolicy {
  former: RecordingPolicy | null;
  current: RecordingPolicy;
}

/** Whether somebody who may change the policies of `tenantScope` may change this one. */
export function isWithin(tenantScope: string | null, { tenantId }: RecordingPolicy): boolean {
  return tenantScope === null || tenantId === tenantScope;
}

/** Throws PolicyIdTaken: nobody revives a retired policy or takes over another tenant's. */
export function requireChangeable(former: RecordingPolicy | null, tenantScope: string | null): void {
  if (former && (former.retiredAt || !isWithin(tenantScope, former))) throw new PolicyIdTaken(former.policyId);
}

/** Throws PolicyHasChanged unless the policy, or its absence, is what was expected. */
export function requireExpected(expected: ExpectedPolicy, policyId: string, former: RecordingPolicy | null): void {
  if (expected === 'any') return;
  const isMet =
    expected === 'new'
      ? former === null
      : former !== null && (expected.versions === 'all' || expected.versions.includes(former.version));
  if (!isMet) throw new PolicyHasChanged(policyId, former?.version ?? null);
}
