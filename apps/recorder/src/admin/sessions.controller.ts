import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { participantQuery, sessionFilters, sessionPath, timelineQuery } from '@app/contracts';
import type { ParticipantPage, SessionDetail, SessionFilters, SessionPage, TimelinePage } from '@app/contracts';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { GetSession, GetTimeline, ListParticipants, ListSessions } from '@app/recording';
import { ANY_ID, cursorOf, positionOf, UUID } from './cursor.js';
import { valid } from '../http/valid.js';

interface PageRequest {
  limit: number;
  cursor?: string;
}

@Controller('admin/v1/sessions')
@RequireRole('Recording.Read')
export class SessionsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  async list(
    @CallerOf() caller: Caller,
    @Query(valid(sessionFilters)) { limit, cursor, ...filter }: SessionFilters,
  ): Promise<SessionPage> {
    const after = positionOf(cursor, UUID);
    const { items, next } = await this.queries.execute(new ListSessions(caller.tenantScope, filter, after, limit));
    return { items, nextCursor: cursorOf(next) };
  }

  @Get(':sessionId')
  show(
    @CallerOf() caller: Caller,
    @Param(valid(sessionPath)) { sessionId }: { sessionId: string },
  ): Promise<SessionDetail> {
    return this.queries.execute(new GetSession(caller.tenantScope, sessionId));
  }

  @Get(':sessionId/timeline')
  async timeline(
    @CallerOf() caller: Caller,
    @Param(valid(sessionPath)) { sessionId }: { sessionId: string },
    @Query(valid(timelineQuery)) { limit, cursor }: PageRequest,
  ): Promise<TimelinePage> {
    const after = positionOf(cursor, ANY_ID);
    const { items, next } = await this.queries.execute(new GetTimeline(caller.tenantScope, sessionId, after, limit));
    return { items, nextCursor: cursorOf(next) };
  }

  @Get(':sessionId/participants')
  async participants(
    @CallerOf() caller: Caller,
    @Param(valid(sessionPath)) { sessionId }: { sessionId: string },
    @Query(valid(participantQuery)) { limit, cursor }: PageRequest,
  ): Promise<ParticipantPage> {
    const after = positionOf(cursor, ANY_ID);
    const page = new ListParticipants(caller.tenantScope, sessionId, after, limit);
    const { items, next } = await this.queries.execute(page);
    return { items, nextCursor: cursorOf(next) };
  }
}
