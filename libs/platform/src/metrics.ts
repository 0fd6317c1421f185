import { setTimeout as sleep } from 'node:timers/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** A scrape does not wait longer for what a gauge reads. */
const READ_WITHIN_MS = 1_000;

/** Gauges that are named like counters, which `promtool check metrics` objects to; the same is shown by kind as well. */
const MISNAMED = ['handles', 'requests', 'resources'].map((what) => `nodejs_active_${what}_total`);

/** One value of a gauge that is read. */
export interface Reading<Label extends string = never> {
  labels?: Record<Label, string>;
  value: number;
}

/** What is counted and timed, for `/metrics`. One for the process; asking twice for a name gives the same metric. */
export class Metrics {
  private readonly registry = new Registry();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    for (const name of MISNAMED) this.registry.removeSingleMetric(name);
  }

  /** `name` without prefix, ending in `_total`. */
  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    const { registry } = this;
    return this.once(name, (full) => new Counter({ name: full, help, labelNames, registers: [registry] }));
  }

  /** A count that is kept elsewhere, and read at each scrape. */
  tally(name: string, help: string, read: () => number): void {
    const { registry } = this;
    this.once(
      name,
      (full) =>
        new Counter({
          ...{ name: full, help, registers: [registry] },
          collect() {
            this.reset();
            this.inc(read());
          },
        }),
    );
  }

  gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    const { registry } = this;
    return this.once(name, (full) => new Gauge({ name: full, help, labelNames, registers: [registry] }));
  }

  /** A gauge that is read at each scrape. What cannot be read then, as while the database is away, is not shown. */
  watch<Label extends string = never>(
    name: string,
    help: string,
    read: () => Promise<readonly Reading<Label>[]>,
    labelNames: readonly Label[] = [],
  ): void {
    const { registry } = this;
    this.once(
      name,
      (full) =>
        new Gauge({
          ...{ name: full, help, labelNames, registers: [registry] },
          async collect() {
            this.reset();
            // Without labels that is a value of 0, and nothing is known.
            if (labelNames.length === 0) this.remove();
            const late = sleep(READ_WITHIN_MS, [], { ref: false });
            const readings = await Promise.race([Promise.resolve().then(read), late]).catch(() => []);
            for (const { labels, value } of readings) this.set({ ...labels } as Record<Label, string>, value);
          },
        }),
    );
  }

  /** `name` without prefix, ending in `_seconds`; `buckets` in seconds. */
  histogram<Label extends string>(
    name: string,
    help: string,
    buckets: readonly number[],
    labelNames: readonly Label[] = [],
  ): Histogram<Label> {
    const { registry } = this;
    return this.once(
      name,
      (full) => new Histogram({ name: full, help, buckets: [...buckets], labelNames, registers: [registry] }),
    );
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** In the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  private once<Metric>(name: string, make: (fullName: string) => Metric): Metric {
    const full = `witness_${name}`;
    return (this.registry.getSingleMetric(full) as Metric | undefined) ?? make(full);
  }
}
