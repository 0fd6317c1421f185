import { expect } from 'vitest';
import type { StormReport } from '../../apps/graph-simulator/src/control/storm-report.js';
import type { StormState } from '../../apps/graph-simulator/src/control/storm.js';
import { eventually } from './eventually.js';
import { ask } from './http-json.js';

export type { StormReport } from '../../apps/graph-simulator/src/control/storm-report.js';

/** Calls and meetings of the simulator that come and go by a schedule: invitations, joinings, rosters, departures, ends. */
export class StormClient {
  private readonly url: string;

  constructor(simulatorUrl: string) {
    this.url = `${simulatorUrl}/control/storm`;
  }

  /** Returns when it has begun. */
  async start(wish: { invites: number; perSecond: number; seed: number; meetings?: number }): Promise<void> {
    await ask('POST', this.url, { body: { steady: 0, speech: 0, ...wish } });
  }

  /** What became of all of it, once the last of its calls is over. */
  async over(): Promise<StormReport> {
    await eventually(async () => {
      const { state, underWay } = await ask<StormState>('GET', this.url);
      expect({ state, underWay }).toEqual({ state: 'over', underWay: 0 });
    }, 60_000);
    return ask('GET', `${this.url}/report`);
  }
}
