import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post } from '@nestjs/common';
import { Legs } from '../teams/legs.js';
import { joinRequest, leaveRequest, meetingRequest } from './meeting-request.js';
import { attendeeView, meetingView, summary } from './meeting-view.js';
import { Meetings, type Meeting } from './meetings.js';
import { parsed } from './parsed.js';

/** Meetings by one request each: many users under one policy, and what became of every one of them. */
@Controller('control/meetings')
export class MeetingsController {
  constructor(
    private readonly meetings: Meetings,
    private readonly legs: Legs,
  ) {}

  @Post()
  @HttpCode(202)
  start(@Body() body: unknown) {
    const { meetingId, conversation } = this.meetings.start(parsed(meetingRequest, body));
    return { meetingId, callChainId: conversation.callChainId };
  }

  @Get(':meetingId')
  read(@Param('meetingId') meetingId: string) {
    const meeting = this.find(meetingId);
    return meetingView(meeting, this.legs.in(meeting.conversation));
  }

  /** Replies when all who came are decided on. */
  @Post(':meetingId/join')
  @HttpCode(200)
  async join(@Param('meetingId') meetingId: string, @Body() body: unknown) {
    const meeting = this.find(meetingId);
    const came = await this.meetings.join(meeting, parsed(joinRequest, body));
    return { summary: summary(came, this.legs.in(meeting.conversation)), people: came.map(attendeeView) };
  }

  @Post(':meetingId/leave')
  @HttpCode(200)
  leave(@Param('meetingId') meetingId: string, @Body() body: unknown) {
    const left = this.meetings.leave(this.find(meetingId), parsed(leaveRequest, body));
    return { participantIds: left.map(({ person }) => person.participantId) };
  }

  @Post(':meetingId/end')
  @HttpCode(204)
  end(@Param('meetingId') meetingId: string): void {
    this.meetings.end(this.find(meetingId));
  }

  private find(meetingId: string): Meeting {
    const meeting = this.meetings.find(meetingId);
    if (!meeting) throw new NotFoundException(`No meeting ${meetingId}`);
    return meeting;
  }
}
