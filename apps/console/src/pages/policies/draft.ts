import type { Policy, PolicyBody } from '@app/contracts';

export const MATCHES = ['exact', 'pattern', 'anyPolicy', 'direct'] as const satisfies readonly PolicyBody['match'][];
export const ACTIONS = ['record', 'answer', 'decline', 'redirect'] as const satisfies readonly PolicyBody['action'][];
export const REJECT_REASONS = ['none', 'busy', 'forbidden'] as const;
export const MEDIA_KINDS = ['appHosted', 'serviceHosted'] as const;
export const MODALITIES = ['audio', 'video', 'videoBasedScreenSharing'] as const;

/** A policy as it stands in the form: what is typed is text, whether it means anything or not. */
export interface Draft {
  name: string;
  tenantId: string;
  match: PolicyBody['match'];
  policyIdentifier: string;
  action: PolicyBody['action'];
  rejectReason: '' | (typeof REJECT_REASONS)[number];
  /** JSON */
  redirectTargets: string;
  redirectTimeoutSeconds: string;
  mediaKind: '' | (typeof MEDIA_KINDS)[number];
  modalities: readonly PolicyBody['modalities'][number][];
  participantCapacity: string;
  /** JSON */
  prefetchPrompts: string;
  contentSharingNotifications: boolean;
}

export const EMPTY: Draft = {
  name: '',
  tenantId: '',
  match: 'exact',
  policyIdentifier: '',
  action: 'record',
  rejectReason: '',
  redirectTargets: '',
  redirectTimeoutSeconds: '',
  mediaKind: '',
  modalities: [],
  participantCapacity: '',
  prefetchPrompts: '',
  contentSharingNotifications: true,
};

export function draftOf(policy: PolicyBody): Draft {
  const { redirectTargets, prefetchPrompts } = policy;
  return {
    name: policy.name,
    tenantId: policy.tenantId ?? '',
    match: policy.match,
    policyIdentifier: policy.policyIdentifier ?? '',
    action: policy.action,
    rejectReason: policy.rejectReason ?? '',
    redirectTargets: redirectTargets === null ? '' : JSON.stringify(redirectTargets, null, 2),
    redirectTimeoutSeconds: policy.redirectTimeoutSeconds?.toString() ?? '',
    mediaKind: policy.mediaKind ?? '',
    modalities: policy.modalities,
    participantCapacity: policy.participantCapacity?.toString() ?? '',
    prefetchPrompts: prefetchPrompts.length === 0 ? '' : JSON.stringify(prefetchPrompts, null, 2),
    contentSharingNotifications: policy.contentSharingNotifications,
  };
}

/** What the draft says, to be put or tried; the recorder checks it. @throws SyntaxError where JSON is none */
export function bodyOf(draft: Draft): PolicyBody {
  const { rejectReason, mediaKind } = draft;
  return {
    name: draft.name,
    tenantId: draft.tenantId.trim() || null,
    match: draft.match,
    policyIdentifier: draft.policyIdentifier || null,
    action: draft.action,
    rejectReason: rejectReason === '' ? null : rejectReason,
    redirectTargets: jsonOf<PolicyBody['redirectTargets']>('The targets', draft.redirectTargets) ?? null,
    redirectTimeoutSeconds: numberOf(draft.redirectTimeoutSeconds),
    mediaKind: mediaKind === '' ? null : mediaKind,
    modalities: [...draft.modalities],
    participantCapacity: numberOf(draft.participantCapacity),
    prefetchPrompts: jsonOf<PolicyBody['prefetchPrompts']>('The prompts', draft.prefetchPrompts) ?? [],
    contentSharingNotifications: draft.contentSharingNotifications,
  };
}

/** A policy without what the recorder adds to it. */
export function bodyIn(policy: Policy): PolicyBody {
  return bodyOf(draftOf(policy));
}

function jsonOf<Value>(what: string, text: string): Value | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    throw new SyntaxError(`${what} are not JSON.`);
  }
}

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));
