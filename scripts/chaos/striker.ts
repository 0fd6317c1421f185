import { setTimeout as sleep } from 'node:timers/promises';
import type { LocalSystem } from '../system/local-system.js';
import { mediaHostId, recorderUrl } from '../system/topology.js';
import { DATABASE, type Outages } from './outages.js';
import type { Strike } from './weather.js';

const READY_WITHIN_MS = 60_000;
const LOOK_EVERY_MS = 100;

/** Does what the weather says, and writes down who was out when. */
export class Striker {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly system: LocalSystem,
    private readonly outages: Outages,
  ) {}

  /** Until `until` resolves; then everything that was struck comes back. */
  async strike(strikes: Iterator<Strike>, until: Promise<unknown>): Promise<number> {
    const began = Date.now();
    let isOver = false;
    const over = until.finally(() => (isOver = true));
    let count = 0;
    for (let next = strikes.next(); !next.done; next = strikes.next()) {
      await Promise.race([over, sleep(Math.max(0, began + next.value.atMs - Date.now()))]);
      if (isOver) break;
      const done = this.carryOut(next.value);
      this.underWay.add(done);
      void done.finally(() => this.underWay.delete(done));
      count += 1;
    }
    await Promise.all(this.underWay);
    return count;
  }

  private async carryOut(strike: Strike): Promise<void> {
    if (strike.kind === 'database') return this.restartDatabase(strike);
    const name = strike.role === 'recorder' ? `recorder-${strike.index + 1}` : mediaHostId(strike.index);
    const { program } = this.system.programs.find((each) => each.program.name === name) ?? {};
    if (strike.kind === 'stop') {
      const over = this.outages.begin(name, 'stopped');
      program?.signal('SIGSTOP', strike.forMs);
      await sleep(strike.forMs);
      return over();
    }
    const over = this.outages.begin(name, 'killed');
    program?.signal('SIGKILL');
    if (strike.role === 'recorder') await this.becomesReady(recorderUrl(strike.index));
    over();
  }

  private async restartDatabase({ mode, downMs }: Strike & { kind: 'database' }): Promise<void> {
    const over = this.outages.begin(DATABASE, 'restarted');
    await this.system.restartDatabase(mode, downMs);
    over();
  }

  /** Asked whether it listens, not whether Postgres is there as well: that has an outage of its own. */
  private async becomesReady(url: string): Promise<void> {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      const status = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(1_000) }).then(
        (reply) => reply.status,
        () => null,
      );
      if (status === 200) return;
      await sleep(LOOK_EVERY_MS);
    }
  }
}
