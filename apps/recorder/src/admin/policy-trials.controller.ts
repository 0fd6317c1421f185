import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { policyTrialBody, type PolicyTrial, type PolicyTrialBody } from '@app/contracts';
import { parseNotifications } from '@app/graph-comms';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { TryPolicies, type CallToDecide, type Decision } from '@app/policies';
import { GetDecidedCall, type DecidedCall } from '@app/recording';
import { InvalidRequest } from '../http/invalid-request.errors.js';
import { valid } from '../http/valid.js';

/** "What would be decided": nothing is stored, and nobody is told. */
@Controller('admin/v1/policies/dry-run')
@RequireRole('Recording.Read')
export class PolicyTrialsController {
  constructor(private readonly queries: QueryBus) {}

  @Post()
  @HttpCode(200)
  async tryOut(
    @CallerOf() { tenantScope }: Caller,
    @Body(valid(policyTrialBody)) body: PolicyTrialBody,
  ): Promise<PolicyTrial> {
    const { call, decision: then } = await this.callOf(body, tenantScope);
    // What other tenants' policies say is not this caller's to see.
    if (tenantScope !== null && call.tenantId !== tenantScope) refuse('tenantId', 'is not your tenant');
    const { draft } = body;
    const inForce = await this.queries.execute(new TryPolicies(call, null, tenantScope));
    const tried = draft ? await this.queries.execute(new TryPolicies(call, draft, tenantScope)) : inForce;
    return {
      call,
      decision: shown(tried.decision),
      withoutDraft: draft && shown(inForce.decision),
      decidedThen: then && { action: then.action, ruleId: then.ruleId, ruleVersion: then.ruleVersion ?? null },
      covering: tried.covering,
    };
  }

  private async callOf(body: PolicyTrialBody, tenantScope: string | null): Promise<DecidedCall> {
    if ('sessionId' in body) return this.queries.execute(new GetDecidedCall(tenantScope, body.sessionId));
    if ('call' in body) return { call: body.call, decision: null };
    return { call: callIn(body.notification, body.tenantId ?? tenantScope), decision: null };
  }
}

/** Read as the webhook reads it. Its tenant is the token's there, and the caller's own here, unless the call names one. */
function callIn(notification: unknown, tenantOfToken: string | null): CallToDecide {
  const read = parseNotifications(notification);
  const items = read.kind === 'notifications' ? read.items : [];
  const invitations = items.flatMap((item) => (item.kind === 'incomingCall' ? [item.call] : []));
  const [call] = invitations;
  if (!call || invitations.length > 1) refuse('notification', 'is not what Teams posts for one incoming call');
  const { botData, isPolicyRecording } = call;
  const tenantId = botData?.user?.policyHolderTenantId ?? call.tenantId ?? tenantOfToken;
  if (tenantId === null) refuse('tenantId', 'is needed: the notification names no tenant');
  const kind = isPolicyRecording ? 'policyRecording' : 'direct';
  return { kind, tenantId: tenantId.toLowerCase(), policyIdentifier: botData?.policyIdentifier ?? null };
}

/** Whom a call would be redirected to may be a phone number, and stands in the policy. */
function shown(decision: Decision): PolicyTrial['decision'] {
  const { action, reason, ruleId, ruleVersion, flags } = decision;
  const answers = decision.action === 'record' || decision.action === 'answer';
  return {
    ...{ action, reason, ruleId, ruleVersion, flags: [...flags] },
    mediaKind: answers ? decision.mediaKind : null,
    modalities: answers ? [...decision.modalities] : [],
    participantCapacity: answers ? decision.participantCapacity : null,
    rejectReason: decision.action === 'decline' ? decision.rejectReason : null,
  };
}

function refuse(name: string, reason: string): never {
  throw new InvalidRequest([{ name, reason }]);
}
