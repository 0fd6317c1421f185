import type { Figure } from './figure.js';
import { metricOf } from './recorder-metrics.js';

/** Since a recorder was started; what is waited for is added up over all that wait at one time. */
interface Reading {
  at: number;
  busySeconds: number;
  statements: number;
  replySeconds: number;
  connectionSeconds: number;
}

/** What recorders do and wait for while a load goes on, from the end of `start` on: which of the two bounds them. */
export class RecorderBounds {
  private constructor(
    private readonly urls: readonly string[],
    private readonly before: readonly Reading[],
  ) {}

  static async start(urls: readonly string[]): Promise<RecorderBounds> {
    return new RecorderBounds(urls, await Promise.all(urls.map(read)));
  }

  async figures(part: string): Promise<Figure[]> {
    const after = await Promise.all(this.urls.map(read));
    return boundsOf(part, this.before, after);
  }
}

/** Readings of each recorder before and after, in one order. */
export function boundsOf(part: string, before: readonly Reading[], after: readonly Reading[]): Figure[] {
  const spent = after.map((reading, i) => since(reading, before[i]!));
  const sum = (of: keyof Reading) => spent.reduce((total, each) => total + each[of], 0);
  const figure = (what: string, unit: string, value: number): Figure => ({ part, what, unit, value });
  return [
    ...spent.map(({ busySeconds, at }, i) =>
      figure(`event loop of recorder ${i + 1}: busy`, '%', (busySeconds * 100) / at),
    ),
    figure('statement sent → its reply, mean', 'ms', (sum('replySeconds') * 1_000) / sum('statements')),
    ...spent.map(({ replySeconds, at }, i) =>
      figure(`recorder ${i + 1}: statements under way, mean`, '', replySeconds / at),
    ),
    figure('waited for connections of the pool, all together', 's', sum('connectionSeconds')),
  ];
}

function since(after: Reading, before: Reading): Reading {
  const names = Object.keys(after) as (keyof Reading)[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as unknown as Reading;
}

async function read(url: string): Promise<Reading> {
  const of = (name: string) => metricOf(url, `witness_${name}`);
  const [busySeconds, statements, replySeconds, connectionSeconds] = await Promise.all([
    of('event_loop_busy_seconds_total'),
    of('database_statements_total'),
    of('database_reply_wait_seconds_total'),
    of('database_connection_wait_seconds_total'),
  ]);
  return { at: performance.now() / 1_000, busySeconds, statements, replySeconds, connectionSeconds };
}
