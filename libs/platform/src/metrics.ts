import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What is counted and timed, for `/metrics`. One for the process; asking twice for a name gives the same metric. */
export class Metrics {
  private readonly registry = new Registry();

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
  }

  /** `name` without prefix, ending in `_total`. */
  counter<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Counter<Label> {
    const { registry } = this;
    return this.once(name, (full) => new Counter({ name: full, help, labelNames, registers: [registry] }));
  }

  gauge<Label extends string>(name: string, help: string, labelNames: readonly Label[] = []): Gauge<Label> {
    const { registry } = this;
    return this.once(name, (full) => new Gauge({ name: full, help, labelNames, registers: [registry] }));
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
