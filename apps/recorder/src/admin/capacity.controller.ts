import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Capacity } from '@app/contracts';
import { CallerOf, requireHomeTenant, RequireRole, type Caller } from '@app/identity';
import { GetCapacity } from '@app/recording';

/** Quotas and media hosts are the recorder's and not a tenant's: other tenants' callers do not see what is left. */
@Controller('admin/v1/capacity')
@RequireRole('Recording.Read')
export class CapacityController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  show(@CallerOf() caller: Caller): Promise<Capacity> {
    requireHomeTenant(caller);
    return this.queries.execute(new GetCapacity());
  }
}
