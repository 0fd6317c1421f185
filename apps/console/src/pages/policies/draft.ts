import type { PolicyBody } from '@app/contracts';

export const MATCHES = ['exact', 'pattern', 'anyPolicy', 'direct'] as const satisfies readonly PolicyBody['match'][];
export const ACTIONS = ['record', 'answer', 'decline', 'redirect'] as const satisfies readonly PolicyBody['action'][];
export const REJECT_REASONS = ['none', 'busy', 'forbidden'] as const;
export const MEDIA_KINDS = ['appHosted', 'serviceHosted'] as const;
export const MODALITIES = ['audio', 'video', 'videoBasedScreenSharing'] as const;
export const TARGET_KINDS = ['userId', 'applicationInstanceId', 'phoneNumber'] as const;

type Target = NonNullable<PolicyBody['redirectTargets']>[number];

export interface TargetDraft {
  kind: (typeof TARGET_KINDS)[number];
  id: string;
}

export interface PromptDraft {
  uri: string;
  resourceId: string;
}

/** A policy as it stands in the form: what is typed is text, whether it means anything or not. */
export interface Draft {
  name: string;
  tenantId: string;
  match: PolicyBody['match'];
  policyIdentifier: string;
  action: PolicyBody['action'];
  rejectReason: '' | (typeof REJECT_REASONS)[number];
  redirectTargets: readonly TargetDraft[];
  redirectTimeoutSeconds: string;
  mediaKind: '' | (typeof MEDIA_KINDS)[number];
  modalities: readonly PolicyBody['modalities'][number][];
  participantCapacity: string;
  prefetchPrompts: readonly PromptDraft[];
  contentSharingNotifications: boolean;
}

export const EMPTY: Draft = {
  name: '',
  tenantId: '',
  match: 'exact',
  policyIdentifier: '',
  action: 'record',
  rejectReason: '',
  redirectTargets: [],
  redirectTimeoutSeconds: '',
  mediaKind: '',
  modalities: [],
  participantCapacity: '',
  prefetchPrompts: [],
  contentSharingNotifications: true,
};

/** Only such policies name the policies of Teams that they are for. */
export const namesPolicies = (match: Draft['match']): boolean => match === 'exact' || match === 'pattern';

/** Graph plays prompts, so it must be Graph that has the media. */
export const takesPrompts = (mediaKind: Draft['mediaKind']): boolean => mediaKind === 'serviceHosted';

export function draftOf(policy: PolicyBody): Draft {
  return {
    name: policy.name,
    tenantId: policy.tenantId ?? '',
    match: policy.match,
    policyIdentifier: policy.policyIdentifier ?? '',
    action: policy.action,
    rejectReason: policy.rejectReason ?? '',
    redirectTargets: (policy.redirectTargets ?? []).map(targetDraftOf),
    redirectTimeoutSeconds: policy.redirectTimeoutSeconds?.toString() ?? '',
    mediaKind: policy.mediaKind ?? '',
    modalities: policy.modalities,
    participantCapacity: policy.participantCapacity?.toString() ?? '',
    prefetchPrompts: policy.prefetchPrompts.map(({ uri, resourceId }) => ({ uri, resourceId: resourceId ?? '' })),
    contentSharingNotifications: policy.contentSharingNotifications,
  };
}

/** What the draft says, to be put or tried, without what the form does not ask for any more; the recorder checks it. */
export function bodyOf(draft: Draft): PolicyBody {
  const { match, rejectReason, mediaKind } = draft;
  const targets = draft.redirectTargets.filter(({ id }) => id.trim() !== '').map(targetOf);
  const prompts = draft.prefetchPrompts.filter(({ uri }) => uri.trim() !== '');
  return {
    name: draft.name,
    tenantId: draft.tenantId.trim() || null,
    match,
    policyIdentifier: (namesPolicies(match) && draft.policyIdentifier) || null,
    action: draft.action,
    rejectReason: rejectReason === '' ? null : rejectReason,
    redirectTargets: targets.length > 0 ? targets : null,
    redirectTimeoutSeconds: numberOf(draft.redirectTimeoutSeconds),
    mediaKind: mediaKind === '' ? null : mediaKind,
    modalities: [...draft.modalities],
    participantCapacity: numberOf(draft.participantCapacity),
    prefetchPrompts: takesPrompts(mediaKind) ? prompts.map(promptOf) : [],
    contentSharingNotifications: draft.contentSharingNotifications,
  };
}

function targetDraftOf(target: Target): TargetDraft {
  if ('userId' in target) return { kind: 'userId', id: target.userId };
  if ('phoneNumber' in target) return { kind: 'phoneNumber', id: target.phoneNumber };
  return { kind: 'applicationInstanceId', id: target.applicationInstanceId };
}

function targetOf({ kind, id: typed }: TargetDraft): Target {
  const id = typed.trim();
  switch (kind) {
    case 'userId':
      return { userId: id };
    case 'applicationInstanceId':
      return { applicationInstanceId: id };
    case 'phoneNumber':
      return { phoneNumber: id };
  }
}

function promptOf({ uri, resourceId }: PromptDraft): PolicyBody['prefetchPrompts'][number] {
  return { uri: uri.trim(), resourceId: resourceId.trim() || null };
}

const numberOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));
