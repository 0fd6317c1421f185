import { Body, Controller, Delete, Get, HttpCode, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { SCENARIOS } from '../scenarios/index.js';
import { playRequest } from '../scenarios/play-request.js';
import { Legs } from '../teams/legs.js';
import { Faults, faultPlan } from './faults.js';
import { legView } from './leg-view.js';
import { parsed } from './parsed.js';
import { Runs } from './runs.js';
import { Transcript } from './transcript.js';

const transcriptQuery = z.object({
  callId: z.string().optional(),
  since: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().positive().optional(),
});

/** For people and tests at this desk: play stories, break things, read what was said. */
@Controller('control')
export class ControlController {
  constructor(
    private readonly runs: Runs,
    private readonly faults: Faults,
    private readonly transcript: Transcript,
    private readonly legs: Legs,
  ) {}

  @Get('scenarios')
  scenarios() {
    return { items: SCENARIOS.map(({ name, title, explain }) => ({ name, title, explain })) };
  }

  @Post('scenarios/:name')
  @HttpCode(202)
  play(@Param('name') name: string, @Body() body: unknown) {
    const scenario = SCENARIOS.find((known) => known.name === name);
    if (!scenario) throw new NotFoundException(`No scenario is called ${name}`);
    const { runId, seed } = this.runs.start(scenario, parsed(playRequest, body));
    return { runId, seed };
  }

  @Get('runs/:runId')
  run(@Param('runId') runId: string) {
    const run = this.runs.find(runId);
    if (!run) throw new NotFoundException(`No run ${runId}`);
    return run;
  }

  @Post('faults')
  @HttpCode(200)
  setFaults(@Body() body: unknown) {
    const plan = parsed(faultPlan, body);
    this.faults.set(plan);
    return plan;
  }

  @Delete('faults')
  @HttpCode(204)
  clearFaults(): void {
    this.faults.clear();
  }

  @Get('transcript')
  read(@Query() query: unknown) {
    return { items: this.transcript.read(parsed(transcriptQuery, query)) };
  }

  @Get('violations')
  violations() {
    return { items: this.transcript.violations() };
  }

  @Get('calls/:callId')
  call(@Param('callId') callId: string) {
    const leg = this.legs.find(callId);
    if (!leg) throw new NotFoundException(`No call ${callId}`);
    return legView(leg);
  }
}
