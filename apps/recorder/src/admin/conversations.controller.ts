import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { conversationFilters, conversationPath, coverageQuery } from '@app/contracts';
import type { Conversation, ConversationFilters, ConversationPage, CoveragePage, CoverageQuery } from '@app/contracts';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { GetConversation, GetCoverage, ListConversations } from '@app/recording';
import { valid } from '../http/valid.js';
import { ANY_ID, cursorOf, positionOf, UUID } from './cursor.js';

@Controller('admin/v1/conversations')
@RequireRole('Recording.Read')
export class ConversationsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @CallerOf() caller: Caller,
    @Query(valid(conversationFilters)) { limit, cursor, ...filter }: ConversationFilters,
  ): Promise<ConversationPage> {
    const page = new ListConversations(caller.tenantScope, filter, positionOf(cursor, UUID), limit);
    const { items, next } = await this.queries.execute(page);
    return { items, nextCursor: cursorOf(next) };
  }

  @Get(':conversationId')
  show(
    @CallerOf() caller: Caller,
    @Param(valid(conversationPath)) { conversationId }: { conversationId: string },
  ): Promise<Conversation> {
    return this.queries.execute(new GetConversation(caller.tenantScope, conversationId));
  }

  @Get(':conversationId/coverage')
  async coverage(
    @CallerOf() caller: Caller,
    @Param(valid(conversationPath)) { conversationId }: { conversationId: string },
    @Query(valid(coverageQuery)) { participantId, limit, cursor }: CoverageQuery,
  ): Promise<CoveragePage> {
    const after = positionOf(cursor, ANY_ID);
    const page = new GetCoverage(caller.tenantScope, conversationId, participantId, after, limit);
    const { items, next } = await this.queries.execute(page);
    return { items, nextCursor: cursorOf(next) };
  }
}
