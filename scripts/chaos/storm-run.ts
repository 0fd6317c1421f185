import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalSystem } from '../system/local-system.js';
import { mediaHostId } from '../system/topology.js';
import type { Evidence } from './audit/evidence.js';
import { readKeptMedia } from './kept-media.js';
import type { Options } from './options.js';
import type { Outages } from './outages.js';
import { readRecords, type Records } from './records.js';
import { Striker } from './striker.js';
import type { StormControl } from './storm-control.js';
import { STORM, weather } from './weather.js';

/** What happens to notifications and to requests to Graph while the storm rages (issue: 20 %, 20 %, 10 %). */
const FAULTS = {
  notifications: [
    { kind: '*', effect: 'repeat', probability: 0.2, delayMs: 300 },
    { kind: '*', effect: 'reorder', probability: 0.2, delayMs: 300 },
  ],
  graph: [
    { verb: '*', status: 429, retryAfterSeconds: 1, probability: 0.03 },
    { verb: '*', status: 503, probability: 0.04 },
    { verb: '*', reset: 'before', probability: 0.02 },
    { verb: '*', reset: 'after', probability: 0.01 },
  ],
};

/** Of calls that are up: what one witness says is not enough to close a session. */
const DOUBTS = [{ verb: 'keepAlive', status: 404, code: '8522', probability: 0.1 }];

const LOOK_EVERY_MS = 1_000;
const TELL_EVERY_MS = 15_000;
/** For what the last strikes left: reconnecting, taking over, the last reports. */
const CALM_MS = 10_000;
/** Ends are noted as they come; a keepAlive that failed is repeated after half a minute (docs/architecture.md §6). */
const QUIET_MS = 3_000;

export interface StormResult {
  evidence: Evidence;
  strikes: number;
  secondsToSettle: number;
}

/** One storm from its first invitation to the moment when nothing moves any more. */
export class StormRun {
  constructor(
    private readonly system: LocalSystem,
    private readonly storm: StormControl,
    private readonly outages: Outages,
    private readonly progress: (line: string) => void,
  ) {}

  async rage({
    seed,
    minutes,
    invites,
    perSecond,
    speech,
    every,
    kills,
    doubts,
    settle,
  }: Options): Promise<StormResult> {
    const count = invites ?? Math.round(minutes * 60 * perSecond);
    await this.storm.faults({ seed, ...FAULTS, graph: [...(doubts ? DOUBTS : []), ...FAULTS.graph] });
    await this.storm.start({ seed, invites: count, perSecond, speech });
    this.progress(`the storm begins: ${count} invitations, ${perSecond} a second`);
    const strikes = weather(seed, { ...STORM, everyMs: every * 1_000, kills, strikesMediaHosts: !doubts });
    const struck = await new Striker(this.system, this.outages).strike(strikes, this.over(count));
    await this.storm.noFaults();
    this.progress(`calm after ${struck} strikes`);
    await sleep(CALM_MS);
    const whileUp = await readRecords(this.system.databaseUrl);
    await this.storm.endAll();
    const { settled, secondsToSettle } = await this.settled(settle);
    const storm = await this.storm.report();
    const hosts = Array.from({ length: STORM.mediaHosts }, (_, index) => mediaHostId(index));
    const kept = await readKeptMedia(this.system.dataDir, hosts);
    return { evidence: { storm, whileUp, settled, kept, outages: this.outages }, strikes: struck, secondsToSettle };
  }

  private async over(count: number): Promise<void> {
    let told = Date.now();
    for (;;) {
      await sleep(LOOK_EVERY_MS);
      const { state, invites, up, underWay } = await this.storm.look();
      if (state === 'over') return;
      if (Date.now() - told < TELL_EVERY_MS) continue;
      told = Date.now();
      this.progress(`${invites} of ${count} invitations, ${up} calls up, ${underWay} stories under way`);
    }
  }

  /** Until no session is open, no command is left and every gap is found, or for as long as anybody could need. */
  private async settled(within: number): Promise<{ settled: Records; secondsToSettle: number }> {
    const began = performance.now();
    for (;;) {
      await sleep(QUIET_MS);
      const settled = await readRecords(this.system.databaseUrl);
      const open = settled.sessions.filter(({ endedAt }) => endedAt === null).length;
      const secondsToSettle = Math.round((performance.now() - began) / 1_000);
      const left = open + settled.undone.length + settled.unsettled.length;
      if (left === 0 || secondsToSettle >= within) return { settled, secondsToSettle };
      if (secondsToSettle % 15 < QUIET_MS / 1_000) {
        const { undone, unsettled } = settled;
        this.progress(`settling: ${open} open, ${undone.length} commands to do, ${unsettled.length} without a ledger`);
      }
    }
  }
}
