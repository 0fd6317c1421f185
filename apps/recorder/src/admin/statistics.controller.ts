import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { statisticsQuery, type Statistics, type StatisticsQuery } from '@app/contracts';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { Clock } from '@app/platform';
import { GetStatistics } from '@app/recording';
import { valid } from '../http/valid.js';
import { rangeOf } from './statistics-range.js';

@Controller('admin/v1/statistics')
@RequireRole('Recording.Read')
export class StatisticsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@CallerOf() caller: Caller, @Query(valid(statisticsQuery)) query: StatisticsQuery): Promise<Statistics> {
    const range = rangeOf(query, this.clock.now());
    return this.queries.execute(new GetStatistics(caller.tenantScope, query.tenantId, range));
  }
}
