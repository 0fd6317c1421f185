import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { policyBody, policyPath, policyQuery } from '@app/contracts';
import type { Policy, PolicyBody, PolicyPage } from '@app/contracts';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { ListPolicies, PutPolicy, RetirePolicy, type RecordingPolicy } from '@app/policies';
import { ANY_ID, cursorOf, positionOf } from './cursor.js';
import { valid } from '../http/valid.js';

@Controller('admin/v1/policies')
export class PoliciesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @RequireRole('Recording.Read')
  async list(
    @CallerOf() caller: Caller,
    @Query(valid(policyQuery)) { retired, limit, cursor }: { retired: boolean; limit: number; cursor?: string },
  ): Promise<PolicyPage> {
    const page = new ListPolicies(caller.tenantScope, retired, positionOf(cursor, ANY_ID), limit);
    const { items, next } = await this.queries.execute(page);
    return { items: items.map(shown), nextCursor: cursorOf(next) };
  }

  @Put(':policyId')
  @RequireRole('Recording.Operate')
  async put(
    @CallerOf() caller: Caller,
    @Param(valid(policyPath)) { policyId }: { policyId: string },
    @Body(valid(policyBody)) body: PolicyBody,
  ): Promise<Policy> {
    return shown(await this.commands.execute(new PutPolicy({ policyId, ...body }, caller.tenantScope)));
  }

  @Delete(':policyId')
  @RequireRole('Recording.Operate')
  @HttpCode(204)
  retire(@CallerOf() caller: Caller, @Param(valid(policyPath)) { policyId }: { policyId: string }): Promise<void> {
    return this.commands.execute(new RetirePolicy(policyId, caller.tenantScope));
  }
}

function shown({ createdAt, retiredAt, ...policy }: RecordingPolicy): Policy {
  return { ...policy, createdAt: createdAt.toISOString(), retiredAt: retiredAt && retiredAt.toISOString() };
}
