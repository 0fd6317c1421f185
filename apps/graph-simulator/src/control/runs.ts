import { Injectable } from '@nestjs/common';
import { randomInt, randomUUID } from 'node:crypto';
import { Log } from '@app/platform';
import type { PlayRequest } from '../scenarios/play-request.js';
import type { Scenario } from '../scenarios/scenario.js';
import { SystemDesk } from '../scenarios/system-desk.js';
import { Unexpected } from '../scenarios/unexpected.js';
import { Stage, type Step } from '../scenarios/stage.js';
import { Settings } from '../settings.js';
import { Teams } from '../teams/teams.js';

export interface Run {
  runId: string;
  scenario: string;
  seed: number | string;
  state: 'playing' | 'played' | 'failed';
  failure: string | null;
  callIds: string[];
  steps: readonly Step[];
}

const REMEMBERED = 200;

/** Stories being played and played. */
@Injectable()
export class Runs {
  private readonly runs = new Map<string, { run: Run; stage: Stage }>();

  constructor(
    private readonly teams: Teams,
    private readonly desk: SystemDesk,
    private readonly settings: Settings,
    private readonly log: Log,
  ) {}

  /** Starts a story and returns at once. Without a seed a new one is drawn, and told. */
  start(scenario: Scenario, { seed = randomInt(2 ** 31), overrides }: PlayRequest): Run {
    const stage = new Stage(this.teams, this.desk, this.settings.tenantId, seed, overrides);
    const run: Run = {
      runId: randomUUID(),
      scenario: scenario.name,
      seed,
      state: 'playing',
      failure: null,
      callIds: [],
      steps: stage.steps,
    };
    this.runs.set(run.runId, { run, stage });
    const [oldest] = this.runs.keys();
    if (this.runs.size > REMEMBERED && oldest) this.runs.delete(oldest);
    void this.play(scenario, run, stage);
    return run;
  }

  find(runId: string): Run | null {
    const known = this.runs.get(runId);
    return known ? { ...known.run, callIds: known.stage.legs.map(({ id }) => id) } : null;
  }

  private async play(scenario: Scenario, run: Run, stage: Stage): Promise<void> {
    try {
      await scenario.play(stage);
      run.state = 'played';
    } catch (error) {
      run.state = 'failed';
      run.failure = error instanceof Error ? error.message : String(error);
      stage.note(`Not as told: ${run.failure}`);
      if (!(error instanceof Unexpected)) this.log.error('scenario broke', { runId: run.runId, reason: run.failure });
      for (const leg of stage.legs) this.teams.end(leg.plan.conversation);
    }
  }
}
