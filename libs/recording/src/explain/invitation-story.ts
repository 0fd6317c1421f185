import type { Decision } from '@app/policies';
import type { SessionView } from '../session-view.js';
import { lastOf, type CallFacts } from './call-facts.js';
import { clockOf, plainTime } from './plain-time.js';

/** What was asked for, what the user had to do with it, and what was decided by which rule. */
export function invitationStory(facts: CallFacts): string[] {
  return [...asked(facts.session), ...partIn(facts), ...decided(facts)];
}

function asked(session: SessionView): string[] {
  const { kind, callId, receivedAt, policyName, policyIdentifier, spilledFrom, flags } = session;
  const at = plainTime(receivedAt);
  if (kind === 'direct')
    return [`Somebody called the recorder itself at ${at} (call ${callId}), which no recording policy asks for.`];
  const policy = policyName ?? policyIdentifier;
  const under = policy === null ? 'naming no policy' : `under policy '${policy}'`;
  const isHidden = flags.includes('sourceEncrypted') || flags.includes('sourceMissing');
  return [
    `Teams invited the recorder to call ${callId} at ${at}, ${under}, for ${observed(session)}.`,
    ...(spilledFrom === null
      ? []
      : ['The call that they were to share had no seat for them, and sent them to this one.']),
    ...(isHidden ? ['Teams hides who they are: the tenant has consented to no permission that shows it.'] : []),
  ];
}

function observed({ observedUserId, observedParticipantId }: SessionView): string {
  if (observedUserId === null)
    return observedParticipantId === null ? 'somebody whom it does not show' : `participant ${observedParticipantId}`;
  return observedParticipantId === null
    ? `user ${observedUserId}`
    : `user ${observedUserId} (participant ${observedParticipantId})`;
}

function partIn({ session: { receivedAt }, part, partSince }: CallFacts): string[] {
  switch (part) {
    case 'seated':
      return [`The user asked about joined it at ${clockOf(receivedAt)(partSince)}, to be recorded as well.`];
    case 'otherSide':
      return ['The user asked about is the other side of that call, not whom the policy is about.'];
    case 'onBehalfOf':
      return ['The call was made on behalf of the user asked about.'];
    case 'observed':
    case null:
      return [];
  }
}

const ACTIONS: Readonly<Record<Decision['action'], string>> = {
  record: 'to record',
  answer: 'to answer without recording',
  decline: 'to decline',
  redirect: 'to redirect',
};

const REASONS: Readonly<Record<Decision['reason'], string>> = {
  exactPolicy: 'it names exactly this policy',
  patternPolicy: 'its pattern covers this policy',
  anyPolicy: 'it is for every policy that no other rule names',
  directCall: 'it is for direct calls',
  noRule: 'it is what holds when no rule is stored',
  noRedirectTarget: 'it says redirect, and names nobody to redirect to',
};

function decided(facts: CallFacts): string[] {
  const { decision, endedAt } = facts.session;
  // Of one that ended first, that it did says enough.
  if (!decision) return endedAt ? [] : ['It is not decided yet.'];
  const { action, reason, ruleId, ruleVersion } = decision;
  const version = ruleVersion === null ? '' : `, version ${ruleVersion}`;
  const rule =
    facts.ruleName === null ? `The rule ${ruleId}${version}` : `Policy '${facts.ruleName}' (${ruleId}${version})`;
  const rejectReason = lastOf(facts, 'recording.CallDecided')?.data.rejectReason ?? null;
  const how = rejectReason === null ? '' : ` as ${rejectReason}`;
  return [`${rule} decided ${ACTIONS[action]}${how}: ${REASONS[reason]}.`];
}
