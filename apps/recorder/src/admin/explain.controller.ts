import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { explainQuery, type ExplainQuery, type Explanation } from '@app/contracts';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { ExplainCall, type ExplainQuestion } from '@app/recording';
import { valid } from '../http/valid.js';

/** "Why could this user not call?" */
@Controller('admin/v1/explain')
@RequireRole('Recording.Read')
export class ExplainController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  explain(@CallerOf() caller: Caller, @Query(valid(explainQuery)) query: ExplainQuery): Promise<Explanation> {
    return this.queries.execute(new ExplainCall(caller.tenantScope, questionOf(query)));
  }
}

/** The contract has seen to it that one of the two is there. */
function questionOf({ callId, user, at }: ExplainQuery): ExplainQuestion {
  return callId === undefined ? { user: user!, at: at ?? null } : { callId };
}
