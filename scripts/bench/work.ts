import { CpuTime, type MeasuredSystem } from './cpu-time.js';
import { DatabaseWork, type WorkingSystem } from './database-work.js';
import type { Figure } from './figure.js';

/** What a load costs, from the end of `start` on: processor time of every program, and what Postgres is made to do. */
export class Work {
  private constructor(
    private readonly cpu: CpuTime,
    private readonly database: DatabaseWork,
  ) {}

  static async start(system: MeasuredSystem & WorkingSystem): Promise<Work> {
    // In this order: whoever looks at Postgres waits, and what goes on meanwhile is not of the load.
    const database = await DatabaseWork.start(system);
    return new Work(await CpuTime.start(system), database);
  }

  /** `each`: what there were so many of, with its article, as in "a notification". */
  async figures(part: string, count: number, each: string): Promise<Figure[]> {
    const spent = await this.cpu.figures(part);
    return [...spent, ...(await this.database.figures(part, count, each))];
  }
}
