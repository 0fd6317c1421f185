import { Body, ConflictException, Controller, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { SeededRandom } from '../random.js';
import { Settings } from '../settings.js';
import { Conversation } from '../teams/conversation.js';
import { FIXTURES } from '../teams/invitation.js';
import { joiningWay } from '../teams/joining-way.js';
import type { Leg } from '../teams/leg.js';
import { Legs } from '../teams/legs.js';
import { policyOf, recordingPolicy, somebody } from '../teams/people.js';
import { RESULTS } from '../teams/results.js';
import { Teams } from '../teams/teams.js';
import { faultPlan, PlannedFaults } from './faults.js';
import { Load, loadRequest } from './load.js';
import { parsed } from './parsed.js';

const inviteRequest = z.object({
  kind: z.enum(['policyRecording', 'direct']).default('policyRecording'),
  fixture: z.enum(FIXTURES).default('policy-recording-as-seen'),
  tenantId: z.guid().optional(),
  policyIdentifier: z.string().default('TeamsComplianceRecordingPolicy=Tenant:ContosoRecording'),
  applicationInstanceId: z.guid().default('9c2e4a6b-3333-4d7f-8a1b-4c6e80a2b3d5'),
  media: z.enum(['speech', 'connect', 'none', 'unreachable']).default('connect'),
  establishedFirst: z.boolean().default(false),
  seed: z.union([z.number().int(), z.string()]).default(1),
  faults: faultPlan.optional(),
  /** Merged into the call of the invitation; null and nonsense included. */
  call: z.record(z.string(), z.unknown()).default({}),
  /** How a joining travels. */
  joining: joiningWay.optional(),
});
type InviteRequest = z.infer<typeof inviteRequest>;

/** Calls that are on record as up, put there for a measurement. */
const adoptRequest = z.object({
  calls: z
    .array(z.object({ callId: z.guid(), participantId: z.string().min(1), callbackUri: z.url() }))
    .min(1)
    .max(1_000),
});

const endRequest = z.object({
  code: z.number().int().default(RESULTS.conversationEnded.code),
  subcode: z.number().int().default(RESULTS.conversationEnded.subcode),
  message: z.string().default(RESULTS.conversationEnded.message),
});

/** Single calls by hand: invite, let somebody join or leave, cut the media, end. */
@Controller('control')
export class CallsController {
  constructor(
    private readonly teams: Teams,
    private readonly legs: Legs,
    private readonly load: Load,
    private readonly settings: Settings,
  ) {}

  /** Replies when the webhook has. The call lasts until somebody ends it. */
  @Post('invite')
  async invite(@Body() body: unknown) {
    const request = parsed(inviteRequest, body);
    const tenantId = request.tenantId ?? this.settings.tenantId;
    const random = new SeededRandom(request.seed);
    const { policyIdentifier, applicationInstanceId, kind } = request;
    const policy = kind === 'direct' ? null : policyOf(policyIdentifier, applicationInstanceId);
    const person = somebody(random, tenantId, policy);
    const meeting = request.fixture === 'policy-recording-as-seen';
    const conversation = new Conversation(tenantId, kind === 'direct' ? 'direct' : meeting ? 'meeting' : 'oneToOne');
    conversation.join(person);
    if (kind !== 'direct') conversation.join(somebody(random, tenantId, null));
    const { leg, delivery } = this.teams.invite(conversation, person, planOf(request));
    const reply = await delivery;
    return {
      callId: leg.id,
      callChainId: leg.callChainId,
      participantId: person.participantId,
      status: reply?.status ?? null,
      durationMs: reply?.durationMs ?? null,
    };
  }

  /** Graph knows these calls from now on, as established and without media. */
  @Post('adopt')
  @HttpCode(204)
  adopt(@Body() body: unknown): void {
    const random = new SeededRandom(1);
    const { tenantId } = this.settings;
    for (const { callId, participantId, callbackUri } of parsed(adoptRequest, body).calls) {
      if (this.legs.find(callId)) throw new ConflictException(`There is a call ${callId}`);
      const conversation = new Conversation(tenantId, 'oneToOne');
      const person = { ...somebody(random, tenantId, recordingPolicy('Adopted')), participantId };
      conversation.join(person);
      conversation.join(somebody(random, tenantId, null));
      this.teams.adopt(conversation, person, { fixture: FIXTURES[0], callId, media: 'none' }, callbackUri);
    }
  }

  /** Another user under the same policy joins the conversation; told apart by grouping. */
  @Post('calls/:callId/join')
  async join(@Param('callId') callId: string, @Body() body: unknown) {
    const request = parsed(inviteRequest, body);
    const { conversation, person, applicationInstanceId } = this.find(callId).plan;
    const policy = person.policy ?? policyOf(request.policyIdentifier, applicationInstanceId);
    const joining = somebody(new SeededRandom(request.seed), conversation.tenantId, policy);
    const [admission] = await this.teams.policyUserJoins(conversation, joining, planOf(request), request.joining);
    const leg = admission?.leg ?? null;
    const { response, status, ms } = admission?.asked.at(-1) ?? {};
    return {
      participantId: joining.participantId,
      callId: leg?.id ?? null,
      sameLeg: leg?.id === callId,
      decision: response?.kind ?? (leg ? 'invited' : null),
      status: status ?? null,
      ms: ms ?? null,
    };
  }

  @Post('calls/:callId/leave/:participantId')
  @HttpCode(204)
  leave(@Param('callId') callId: string, @Param('participantId') participantId: string): void {
    const { conversation } = this.find(callId).plan;
    const person = conversation.people.get(participantId);
    if (!person) throw new NotFoundException(`No participant ${participantId}`);
    this.teams.leaves(conversation, person);
  }

  @Post('calls/:callId/cut-media')
  @HttpCode(204)
  cutMedia(@Param('callId') callId: string): void {
    this.teams.cutMedia(this.find(callId));
  }

  @Post('calls/:callId/end')
  @HttpCode(204)
  end(@Param('callId') callId: string, @Body() body: unknown): void {
    this.teams.end(this.find(callId).plan.conversation, parsed(endRequest, body));
  }

  /** Many invitations by schedule; replies with the report when the last call has ended. */
  @Post('invites')
  @HttpCode(200)
  invites(@Body() body: unknown) {
    return this.load.run(parsed(loadRequest, body));
  }

  private find(callId: string): Leg {
    const leg = this.legs.find(callId);
    if (!leg) throw new NotFoundException(`No call ${callId}`);
    return leg;
  }
}

function planOf({ kind, fixture, media, establishedFirst, seed, faults, call, applicationInstanceId }: InviteRequest) {
  return {
    kind,
    fixture,
    media,
    establishedFirst,
    applicationInstanceId,
    seed: String(seed),
    faults: faults ? new PlannedFaults(faults) : null,
    overrides: call,
    idSpelling: kind === 'direct' ? 'upper32' : 'hyphens',
  } as const;
}
