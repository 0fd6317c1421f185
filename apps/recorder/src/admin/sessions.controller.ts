import { Controller, Get, Param, Query, type StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import {
  notification,
  notificationQuery,
  participant,
  participantQuery,
  session,
  sessionFilters,
  sessionPath,
  timelineEntry,
  timelineQuery,
} from '@app/contracts';
import type {
  NotificationPage,
  ParticipantPage,
  SessionDetail,
  SessionFilters,
  SessionPage,
  TimelinePage,
  TimelineQuery,
} from '@app/contracts';
import { CallerOf, RequireRole, type Caller } from '@app/identity';
import { GetSession, GetTimeline, ListNotifications, ListParticipants, ListSessions } from '@app/recording';
import { ANY_ID, COUNTED, cursorOf, positionOf, UUID } from './cursor.js';
import { listed, type PageRequest } from '../http/listed.js';
import { valid } from '../http/valid.js';

/** One may be a roster of 2 MiB. */
const NOTIFICATIONS_AT_ONCE = 10;

@Controller('admin/v1/sessions')
@RequireRole('Recording.Read')
export class SessionsController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  list(
    @CallerOf() caller: Caller,
    @Query(valid(sessionFilters)) { limit, cursor, format, ...filter }: SessionFilters,
  ): Promise<SessionPage | StreamableFile> {
    return listed({ format, limit, cursor }, session, async (from, most) => {
      const page = new ListSessions(caller.tenantScope, filter, positionOf(from, UUID), most);
      const { items, next } = await this.queries.execute(page);
      return { items, nextCursor: cursorOf(next) };
    });
  }

  @Get(':sessionId')
  show(
    @CallerOf() caller: Caller,
    @Param(valid(sessionPath)) { sessionId }: { sessionId: string },
  ): Promise<SessionDetail> {
    return this.queries.execute(new GetSession(caller.tenantScope, sessionId));
  }

  @Get(':sessionId/timeline')
  timeline(
    @CallerOf() caller: Caller,
    @Param(valid(sessionPath)) { sessionId }: { sessionId: string },
    @Query(valid(timelineQuery)) { segments, ...wanted }: TimelineQuery,
  ): Promise<TimelinePage | StreamableFile> {
    return listed(wanted, timelineEntry, async (from, most) => {
      const page = new GetTimeline(caller.tenantScope, sessionId, segments, positionOf(from, ANY_ID), most);
      const { items, next } = await this.queries.execute(page);
      return { items, nextCursor: cursorOf(next) };
    });
  }

  @Get(':sessionId/notifications')
  notifications(
    @CallerOf() caller: Caller,
    @Param(valid(sessionPath)) { sessionId }: { sessionId: string },
    @Query(valid(notificationQuery)) wanted: PageRequest,
  ): Promise<NotificationPage | StreamableFile> {
    return listed(
      wanted,
      notification,
      async (from, most) => {
        const page = new ListNotifications(caller.tenantScope, sessionId, positionOf(from, COUNTED), most);
        const { items, next } = await this.queries.execute(page);
        return { items, nextCursor: cursorOf(next) };
      },
      NOTIFICATIONS_AT_ONCE,
    );
  }

  @Get(':sessionId/participants')
  participants(
    @CallerOf() caller: Caller,
    @Param(valid(sessionPath)) { sessionId }: { sessionId: string },
    @Query(valid(participantQuery)) wanted: PageRequest,
  ): Promise<ParticipantPage | StreamableFile> {
    return listed(wanted, participant, async (from, most) => {
      const page = new ListParticipants(caller.tenantScope, sessionId, positionOf(from, ANY_ID), most);
      const { items, next } = await this.queries.execute(page);
      return { items, nextCursor: cursorOf(next) };
    });
  }
}
