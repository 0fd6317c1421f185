import { Body, Controller, Get, Param, Put, Query, type StreamableFile } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { gap, gapExplanation, gapFilters, gapPath } from '@app/contracts';
import type { Gap, GapExplanation, GapFilters, GapPage } from '@app/contracts';
import { Audit, type AuditNotes, CallerOf, RequireRole, type Caller } from '@app/identity';
import { ExplainGap, ListGaps } from '@app/recording';
import { listed } from '../http/listed.js';
import { valid } from '../http/valid.js';
import { cursorOf, positionOf, UUID } from './cursor.js';

@Controller('admin/v1/gaps')
export class GapsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @Get()
  @RequireRole('Recording.Read')
  list(
    @CallerOf() caller: Caller,
    @Query(valid(gapFilters)) { limit, cursor, format, ...filter }: GapFilters,
  ): Promise<GapPage | StreamableFile> {
    return listed({ format, limit, cursor }, gap, async (from, most) => {
      const page = new ListGaps(caller.tenantScope, filter, positionOf(from, UUID), most);
      const { items, next } = await this.queries.execute(page);
      return { items, nextCursor: cursorOf(next) };
    });
  }

  @Put(':gapId/explanation')
  @RequireRole('Recording.Comply')
  async explain(
    @CallerOf() { tenantScope, subject }: Caller,
    @Audit() audit: AuditNotes,
    @Param(valid(gapPath)) { gapId }: { gapId: string },
    @Body(valid(gapExplanation)) { text }: GapExplanation,
  ): Promise<Gap> {
    const { former, current } = await this.commands.execute(new ExplainGap(tenantScope, gapId, text, subject));
    audit.changed(former, current, text);
    return current;
  }
}
