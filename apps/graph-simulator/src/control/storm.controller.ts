import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { parsed } from './parsed.js';
import { Storm } from './storm.js';
import { stormRequest } from './storm-request.js';

/** For `npm run chaos`: many calls and meetings at once, and what became of each. */
@Controller('control/storm')
export class StormController {
  constructor(private readonly storm: Storm) {}

  @Post()
  @HttpCode(202)
  start(@Body() body: unknown) {
    this.storm.start(parsed(stormRequest, body));
    return this.storm.look();
  }

  @Get()
  look() {
    return this.storm.look();
  }

  @Get('report')
  report() {
    return this.storm.report();
  }

  /** Ends every call that is up. */
  @Post('end')
  @HttpCode(204)
  end(): void {
    this.storm.endAll();
  }
}
