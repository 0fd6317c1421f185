import type { PolicyBody } from '@app/contracts';

/** What the parts of a policy are called wherever they are typed or told, in the order in which they are. */
export const MEMBERS: Record<keyof PolicyBody, string> = {
  name: 'Name',
  tenantId: 'Tenant',
  match: 'For',
  policyIdentifier: 'Policy identifier',
  action: 'Action',
  rejectReason: 'Reason for Teams',
  redirectTargets: 'Targets',
  redirectTimeoutSeconds: 'Timeout in seconds',
  mediaKind: 'Media',
  modalities: 'Modalities',
  participantCapacity: 'Participants of one call, at most',
  prefetchPrompts: 'Prompts',
  contentSharingNotifications: 'Be told of content sharing',
};

export const MATCH_NAMES: Record<PolicyBody['match'], string> = {
  exact: 'one policy of Teams, by its identifier',
  pattern: 'policies of Teams, by a pattern',
  anyPolicy: 'any policy of Teams',
  direct: 'direct calls, under no policy',
};

/** All that a policy says, each part under its name. */
export function policyInWords(policy: PolicyBody): (readonly [name: string, text: string])[] {
  const said = { ...policy, match: MATCH_NAMES[policy.match], tenantId: policy.tenantId ?? 'every one' };
  return (Object.keys(MEMBERS) as (keyof PolicyBody)[]).map((member) => [MEMBERS[member], wordsOf(said[member])]);
}

function wordsOf(value: PolicyBody[keyof PolicyBody]): string {
  if (value === null) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? value.map(partsOf).join(', ') || '–' : String(value);
}

/** Of one of several: as it is, or its members by their names. */
function partsOf(item: string | object): string {
  if (typeof item === 'string') return item;
  const told = Object.entries(item) as [string, string | null][];
  return told.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`])).join(' ');
}
