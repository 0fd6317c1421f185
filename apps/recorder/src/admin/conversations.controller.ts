import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  conversationFilters,
  conversationPath,
  conversationSummary,
  coverageQuery,
  participantCoverage,
} from '@app/contracts';
import type { Conversation, ConversationFilters, ConversationPage, CoveragePage, CoverageQuery } from '@app/contracts';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { GetConversation, GetCoverage, ListConversations } from '@app/recording';
import { listed } from '../http/listed.js';
import { valid } from '../http/valid.js';
import { ANY_ID, cursorOf, positionOf, UUID } from './cursor.js';

@Controller('admin/v1/conversations')
@RequireRole('Recording.Read')
export class ConversationsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  list(
    @CallerOf() caller: Caller,
    @Query(valid(conversationFilters)) { limit, cursor, format, ...filter }: ConversationFilters,
  ): Promise<ConversationPage | StreamableFile> {
    return listed({ format, limit, cursor }, conversationSummary, async (from, most) => {
      const page = new ListConversations(caller.tenantScope, filter, positionOf(from, UUID), most);
      const { items, next } = await this.queries.execute(page);
      return { items, nextCursor: cursorOf(next) };
    });
  }

  @Get(':conversationId')
  show(
    @CallerOf() caller: Caller,
    @Param(valid(conversationPath)) { conversationId }: { conversationId: string },
  ): Promise<Conversation> {
    return this.queries.execute(new GetConversation(caller.tenantScope, conversationId));
  }

  @Get(':conversationId/coverage')
  coverage(
    @CallerOf() caller: Caller,
    @Param(valid(conversationPath)) { conversationId }: { conversationId: string },
    @Query(valid(coverageQuery)) { participantId, ...wanted }: CoverageQuery,
  ): Promise<CoveragePage | StreamableFile> {
    return listed(wanted, participantCoverage, async (from, most) => {
      const after = positionOf(from, ANY_ID);
      const page = new GetCoverage(caller.tenantScope, conversationId, participantId, after, most);
      const { items, next } = await this.queries.execute(page);
      return { items, nextCursor: cursorOf(next) };
    });
  }
}
