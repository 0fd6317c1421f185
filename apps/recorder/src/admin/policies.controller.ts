import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  Param,
  Put,
  Query,
  Res,
  type StreamableFile,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import {
  changeReason,
  policy,
  policyBody,
  policyPath,
  policyQuery,
  policyVersion,
  policyVersionQuery,
} from '@app/contracts';
import type { Policy, PolicyBody, PolicyPage, PolicyVersionPage } from '@app/contracts';
import { Audit, type AuditNotes, CallerOf, RequireRole, type Caller } from '@app/identity';
import { GetPolicy, ListPolicies, ListPolicyVersions, PutPolicy, RetirePolicy } from '@app/policies';
import type { ExpectedPolicy, PolicyChange, RecordingPolicy } from '@app/policies';
import { listed, type PageRequest } from '../http/listed.js';
import { entityTag, expectedPolicy } from '../http/preconditions.js';
import { valid } from '../http/valid.js';
import { ANY_ID, cursorOf, positionOf } from './cursor.js';

/** The part of Fastify's reply that these routes touch. */
interface Reply {
  header(name: string, value: string): unknown;
}
interface PolicyPath {
  policyId: string;
}
interface Reason {
  reason?: string | undefined;
}
type RequestHeaders = Parameters<typeof expectedPolicy>[0];

/** A page of versions ends with a number; the id beside it says nothing. */
const VERSION = /^version$/;

@Controller('admin/v1/policies')
export class PoliciesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @RequireRole('Recording.Read')
  list(
    @CallerOf() caller: Caller,
    @Query(valid(policyQuery)) { retired, ...wanted }: PageRequest & { retired: boolean },
  ): Promise<PolicyPage | StreamableFile> {
    return listed(wanted, policy, async (from, most) => {
      const page = new ListPolicies(caller.tenantScope, retired, positionOf(from, ANY_ID), most);
      const { items, next } = await this.queries.execute(page);
      return { items: items.map(shown), nextCursor: cursorOf(next) };
    });
  }

  @Get(':policyId')
  @RequireRole('Recording.Read')
  async show(
    @CallerOf() caller: Caller,
    @Param(valid(policyPath)) { policyId }: PolicyPath,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Policy> {
    return tagged(await this.queries.execute(new GetPolicy(caller.tenantScope, policyId)), reply);
  }

  @Get(':policyId/versions')
  @RequireRole('Recording.Read')
  versions(
    @CallerOf() { tenantScope }: Caller,
    @Param(valid(policyPath)) { policyId }: PolicyPath,
    @Query(valid(policyVersionQuery)) wanted: PageRequest,
  ): Promise<PolicyVersionPage | StreamableFile> {
    return listed(wanted, policyVersion, async (from, most) => {
      const before = positionOf(from, VERSION);
      const page = new ListPolicyVersions(tenantScope, policyId, before && versionOf(before.at), most);
      const { items, next } = await this.queries.execute(page);
      return {
        items: items.map(({ changedAt, ...version }) => ({ ...shown(version), changedAt: changedAt.toISOString() })),
        nextCursor: cursorOf(next === null ? null : { at: String(next), id: 'version' }),
      };
    });
  }

  @Put(':policyId')
  @RequireRole('Recording.Operate')
  async put(
    @CallerOf() caller: Caller,
    @Param(valid(policyPath)) { policyId }: PolicyPath,
    @Query(valid(changeReason)) { reason }: Reason,
    @Headers() headers: RequestHeaders,
    @Body(valid(policyBody)) body: PolicyBody,
    @Res({ passthrough: true }) reply: Reply,
    @Audit() audit: AuditNotes,
  ): Promise<Policy> {
    const change = changeBy(caller, expectedPolicy(headers), reason);
    const { former, current } = await this.commands.execute(new PutPolicy({ policyId, ...body }, change));
    audit.changed(former && shown(former), shown(current), reason);
    return tagged(current, reply);
  }

  @Delete(':policyId')
  @RequireRole('Recording.Operate')
  @HttpCode(204)
  async retire(
    @CallerOf() caller: Caller,
    @Param(valid(policyPath)) { policyId }: PolicyPath,
    @Query(valid(changeReason)) { reason }: Reason,
    @Headers() headers: RequestHeaders,
    @Audit() audit: AuditNotes,
  ): Promise<void> {
    const change = changeBy(caller, expectedPolicy(headers), reason);
    const { former, current } = await this.commands.execute(new RetirePolicy(policyId, change));
    audit.changed(former && shown(former), shown(current), reason);
  }
}

function changeBy({ tenantScope, subject, tenantId }: Caller, expected: ExpectedPolicy, reason?: string): PolicyChange {
  return { tenantScope, expected, by: { subject, tenantId }, reason: reason ?? null };
}

/** Larger than any version there is, where a cursor that somebody made up says so. */
function versionOf(digits: string): number {
  return Math.min(Number(digits), 2_147_483_647);
}

function tagged(current: RecordingPolicy, reply: Reply): Policy {
  reply.header('etag', entityTag(current.version));
  return shown(current);
}

function shown<Shown extends RecordingPolicy>({ createdAt, retiredAt, ...rest }: Shown) {
  return { ...rest, createdAt: createdAt.toISOString(), retiredAt: retiredAt && retiredAt.toISOString() };
}
