import type { SessionDetail } from '@app/contracts';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Copyable } from '../../parts/copyable.js';
import { Facts } from '../../parts/facts.js';
import { Moment } from '../../parts/moment.js';
import { spanOf } from '../../parts/times.js';

/** What is on record of a call beside its story. */
export function CallFacts({ call }: { call: SessionDetail }) {
  const { conversationId, decision, endReason, otherSideUser, onBehalfOf } = call;
  const facts: (readonly [string, ReactNode])[] = [
    ['Call id', <Copyable key="id" whole id={call.callId} what="call id" />],
    ['Session id', <Copyable key="session" whole id={call.id} what="session id" />],
    ['Conversation', conversationId && <Link href={`/conversations/${conversationId}`}>Its legs and coverage</Link>],
    ['Call chain', call.callChainId && <Copyable id={call.callChainId} what="call chain id" />],
    ['Tenant', <Copyable key="tenant" id={call.tenantId} what="tenant id" />],
    ['State', call.callState],
    ['Direction', call.direction],
    ['Policy', call.policyName ?? (call.policyIdentifier === null && 'none: a direct call')],
    [
      'Policy identifier',
      call.policyIdentifier && <Copyable whole id={call.policyIdentifier} what="policy identifier" />,
    ],
    ['User under policy', call.observedUserId && <Copyable id={call.observedUserId} what="user id" />],
    ['Other side', otherSideUser?.id && <Copyable id={otherSideUser.id} what="user id of the other side" />],
    ['On behalf of', onBehalfOf && <OnBehalfOf identity={onBehalfOf} />],
    ['Spilled from', call.spilledFrom && <SpilledFrom sessionId={call.spilledFrom} />],
    ['Decision', decision && <DecisionText decision={decision} />],
    [
      'Response',
      call.response && `${call.response}${call.responseMs === null ? '' : ` after ${spanOf(call.responseMs)}`}`,
    ],
    ['Missed', call.missed && `at stage ${call.missed.stage}: ${call.missed.cause}`],
    ['Flags', call.flags.length > 0 && call.flags.join(', ')],
    ['Media host', call.mediaHostId && <Copyable whole id={call.mediaHostId} what="media host id" />],
    ['Invited', <Moment key="received" at={call.receivedAt} as="full" />],
    ['Established', call.establishedAt && <Moment at={call.establishedAt} as="full" />],
    ['Recording from', call.recordingStartedAt && <Moment at={call.recordingStartedAt} as="full" />],
    ['Recording to', call.recordingStoppedAt && <Moment at={call.recordingStoppedAt} as="full" />],
    ['Paused until', call.pausedUntil && <Moment at={call.pausedUntil} as="full" />],
    ['Ended', call.endedAt && <Moment at={call.endedAt} as="full" />],
    [
      'End',
      endReason && `${endReason.by}: ${endReason.code ?? '–'}/${endReason.subcode ?? '–'} ${endReason.message ?? ''}`,
    ],
  ];
  return <Facts of={facts.filter(([, value]) => value !== null && value !== undefined && value !== false)} />;
}

function DecisionText({ decision }: { decision: NonNullable<SessionDetail['decision']> }) {
  const { action, ruleId, ruleVersion, reason } = decision;
  const isBuiltIn = ruleId.startsWith('built-in:');
  return (
    <>
      {action}, by {isBuiltIn ? ruleId : <Copyable whole id={ruleId} what="policy id" href={`/policies/${ruleId}`} />}
      {ruleVersion !== null && `, version ${ruleVersion}`} ({reason})
    </>
  );
}

function OnBehalfOf({ identity: { kind, id } }: { identity: NonNullable<SessionDetail['onBehalfOf']> }) {
  return (
    <>
      {kind} {id !== null && <Copyable id={id} what="id of whom it was on behalf of" />}
    </>
  );
}

function SpilledFrom({ sessionId }: { sessionId: string }) {
  return (
    <>
      <Link href={`/sessions/${sessionId}`}>a call that had no seat for them</Link>: it was full or ending, or its media
      host took nobody more
    </>
  );
}
