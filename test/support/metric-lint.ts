/** One metric of a scrape, and the names of the labels that its samples carry. */
interface Shown {
  name: string;
  type: string;
  hasHelp: boolean;
  labels: Set<string>;
}

const MULTIPLES = 'nano|micro|milli|centi|deci|kilo|mega|giga|tera|peta|kibi|mebi|gibi|tebi|pebi';
const UNITS = 'seconds?|bytes?|met(er|re)s?|grams?|volts?|joules?|amperes?';
/** What is not measured in the base unit of Prometheus: multiples, parts, and other units of the same. */
const OTHER_UNITS = new RegExp(`_((${MULTIPLES})(${UNITS})|minutes?|hours?|days?|weeks?|bits?|fahrenheit)(?=_|$)`);
const SHORT_UNITS = /_(?:s|ms|us|ns|sec|secs|msec|b|kb|mb|gb|tb|pb|m|h|d)(?=_|$)/;
const TYPES = /(?:^|_)(?:gauge|counter|histogram|summary|untyped)(?=_|$)/;
const SNAKE_CASE = /^[a-z_][a-z0-9_]*$/;

/** What `promtool check metrics` would have to say of a scrape, by its rules. */
export function complaintsOf(scrape: string): string[] {
  return shownIn(scrape).flatMap((metric) => faultsOf(metric).map((fault) => `${metric.name}: ${fault}`));
}

/** Everything that a scrape tells the type of. */
export function shownIn(scrape: string): Shown[] {
  const metrics = new Map<string, Shown>();
  const helped = new Set([...scrape.matchAll(/^# HELP (\S+) \S/gm)].map(([, name]) => name));
  for (const [, name = '', type = ''] of scrape.matchAll(/^# TYPE (\S+) (\S+)$/gm))
    metrics.set(name, { name, type, hasHelp: helped.has(name), labels: new Set() });
  for (const [, sample = '', labels = ''] of scrape.matchAll(/^([^#\s{]\S*?)(?:\{(.*)\})? \S+$/gm)) {
    const of = metrics.get(sample) ?? metrics.get(sample.replace(/_(bucket|sum|count)$/, ''));
    if (!of) throw new Error(`${sample} is of no metric`);
    for (const [, label = ''] of labels.matchAll(/([A-Za-z_]\w*)="(?:[^"\\]|\\.)*"/g)) of.labels.add(label);
  }
  return [...metrics.values()];
}

function faultsOf({ name, type, hasHelp, labels }: Shown): string[] {
  const isSpread = type === 'histogram' || type === 'summary';
  const camels = [name, ...labels].filter((word) => !SNAKE_CASE.test(word));
  return [
    ...(hasHelp ? [] : ['no help']),
    ...(name.endsWith('_total') === (type === 'counter') ? [] : ['counters, and nothing else, end in _total']),
    ...(!isSpread && /_(bucket|sum|count)$/.test(name) ? ['ends like a part of a histogram'] : []),
    ...(type !== 'histogram' && labels.has('le') ? ['has the label of a histogram'] : []),
    ...(type !== 'summary' && labels.has('quantile') ? ['has the label of a summary'] : []),
    ...(TYPES.test(name) ? ['has its type in its name'] : []),
    ...(OTHER_UNITS.test(name) ? ['not in the base unit'] : []),
    ...(SHORT_UNITS.test(name) ? ['a unit cut short'] : []),
    ...(camels.length > 0 ? [`not in snake_case: ${camels.join()}`] : []),
  ];
}
