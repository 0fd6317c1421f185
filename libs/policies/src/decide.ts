import type {
  AnswerModality,
  MediaKind,
  MediaPrompt,
  RecordingPolicy,
  RedirectTarget,
  RejectReason,
} from './policy.entity.js';
import { literalLength, matchesPattern } from './policy-pattern.js';

/** Why Teams called: to have somebody recorded under a policy, or because somebody dialled us. */
export interface CallToDecide {
  kind: 'policyRecording' | 'direct';
  /** Of the policy holder where known, of the call otherwise (protocol §10.4). */
  tenantId: string;
  /** Verbatim from botData. Null: the invite named no policy, or there is none to name. */
  policyIdentifier: string | null;
}

/** What somebody should look at although the decision stands. */
export type DecisionFlag =
  /** A policy invite for which no rule names the policy: taken all the same, under a default. */
  | 'unknownPolicy'
  /** No row applied at all, not even a default. */
  | 'noRule';

export type DecisionReason =
  | 'exactPolicy'
  | 'patternPolicy'
  | 'anyPolicy'
  | 'directCall'
  | 'noRule'
  /** The rule says redirect and names nobody; a call cannot be redirected to nobody. */
  | 'noRedirectTarget';

interface Decided {
  /** The policy that decided, or the name of the built-in rule. */
  ruleId: string;
  /** Which version of it; null: the rule is built in. */
  ruleVersion: number | null;
  reason: DecisionReason;
  flags: DecisionFlag[];
}

interface Answering {
  mediaKind: MediaKind;
  modalities: AnswerModality[];
  participantCapacity: number | null;
  contentSharingNotifications: boolean;
  prefetchPrompts: MediaPrompt[];
}

export type Decision = Decided &
  (
    | ({ action: 'record' } & Answering)
    | ({ action: 'answer' } & Answering)
    | { action: 'decline'; rejectReason: RejectReason }
    | { action: 'redirect'; targets: RedirectTarget[]; timeoutSeconds: number | null }
  );

/** What decides when no row does. */
export const BUILT_IN_RECORD = 'built-in:record-policy-invites';
export const BUILT_IN_DECLINE = 'built-in:decline-direct-calls';

/**
 * What is to be done with a call. Total and independent of the order of `policies`: the tenant's own rules go before
 * those for any tenant, a named policy before a pattern, a pattern before any policy. Of equals
 * the newest: whoever adds a rule means it, and need not retire ours first.
 */
export function decide(policies: readonly RecordingPolicy[], call: CallToDecide): Decision {
  const [closest] = covering(policies, call);
  return closest ? under(closest) : withoutRule(call);
}

/** The policies that say something of a call, in the order in which each would decide if those before it were not there. */
export function covering(policies: readonly RecordingPolicy[], call: CallToDecide): RecordingPolicy[] {
  return policies.filter((policy) => covers(policy, call)).sort(byCloseness);
}

function byCloseness(a: RecordingPolicy, b: RecordingPolicy): number {
  return (
    closeness(b) - closeness(a) ||
    literals(b) - literals(a) ||
    b.createdAt.getTime() - a.createdAt.getTime() ||
    (a.policyId < b.policyId ? -1 : 1)
  );
}

function covers(policy: RecordingPolicy, call: CallToDecide): boolean {
  if (policy.retiredAt) return false;
  if (policy.tenantId !== null && policy.tenantId.toLowerCase() !== call.tenantId.toLowerCase()) return false;
  if (call.kind === 'direct') return policy.match === 'direct';
  const wanted = policy.policyIdentifier?.toLowerCase();
  const named = call.policyIdentifier?.toLowerCase();
  switch (policy.match) {
    case 'exact':
      return wanted !== undefined && wanted === named;
    case 'pattern':
      return wanted !== undefined && named !== undefined && matchesPattern(wanted, named);
    case 'anyPolicy':
      return true;
    case 'direct':
      return false;
  }
}

const MATCH_RANK = { exact: 2, pattern: 1, anyPolicy: 0, direct: 0 } as const;

/** The tenant outweighs the match: a tenant's word on any policy beats our word on one of its policies. */
function closeness({ tenantId, match }: RecordingPolicy): number {
  return (tenantId === null ? 0 : 3) + MATCH_RANK[match];
}

function literals({ match, policyIdentifier }: RecordingPolicy): number {
  return match === 'pattern' && policyIdentifier !== null ? literalLength(policyIdentifier) : 0;
}

/** What a rule's decision is said to rest on, by how it names the calls that it is for. */
export const REASON = {
  exact: 'exactPolicy',
  pattern: 'patternPolicy',
  anyPolicy: 'anyPolicy',
  direct: 'directCall',
} as const;

function under(policy: RecordingPolicy): Decision {
  const decided: Decided = {
    ruleId: policy.policyId,
    ruleVersion: policy.version,
    reason: REASON[policy.match],
    flags: policy.match === 'anyPolicy' ? ['unknownPolicy'] : [],
  };
  switch (policy.action) {
    case 'record':
      return { ...decided, action: 'record', ...answering(policy) };
    case 'answer':
      return { ...decided, action: 'answer', ...answering(policy) };
    case 'decline':
      return { ...decided, action: 'decline', rejectReason: policy.rejectReason ?? 'none' };
    case 'redirect': {
      const targets = policy.redirectTargets ?? [];
      if (targets.length === 0) {
        return {
          ...decided,
          reason: 'noRedirectTarget',
          action: 'decline',
          rejectReason: policy.rejectReason ?? 'none',
        };
      }
      return { ...decided, action: 'redirect', targets, timeoutSeconds: policy.redirectTimeoutSeconds };
    }
  }
}

function answering(policy: RecordingPolicy): Answering {
  return {
    mediaKind: policy.mediaKind ?? 'appHosted',
    // Graph requires at least one, and every recording has sound.
    modalities: policy.modalities.length > 0 ? policy.modalities : ['audio'],
    participantCapacity: policy.participantCapacity,
    contentSharingNotifications: policy.contentSharingNotifications,
    prefetchPrompts: policy.prefetchPrompts,
  };
}

/** A recording that policy demands is not lost because a row is missing; a stranger's call is not taken for that. */
function withoutRule({ kind }: CallToDecide): Decision {
  switch (kind) {
    case 'policyRecording':
      return {
        action: 'record',
        ruleId: BUILT_IN_RECORD,
        ruleVersion: null,
        reason: 'noRule',
        flags: ['unknownPolicy', 'noRule'],
        mediaKind: 'appHosted',
        modalities: ['audio'],
        participantCapacity: 100,
        contentSharingNotifications: true,
        prefetchPrompts: [],
      };
    case 'direct':
      return {
        action: 'decline',
        ruleId: BUILT_IN_DECLINE,
        ruleVersion: null,
        reason: 'noRule',
        flags: ['noRule'],
        rejectReason: 'forbidden',
      };
  }
}
