import { expect, it, vi } from 'vitest';
import { complaintsOf, shownIn } from '../../../test/support/metric-lint.js';
import { Metrics } from './metrics.js';

it('counts under one name, whoever asks for it', async () => {
  const metrics = new Metrics('recorder');

  metrics.counter('calls_total', 'Calls', ['outcome']).inc({ outcome: 'answered' });
  metrics.counter('calls_total', 'Calls', ['outcome']).inc({ outcome: 'answered' });

  expect(await metrics.text()).toContain('witness_calls_total{outcome="answered",service="recorder"} 2');
});

it('reads a gauge anew at each scrape, and shows nothing of what cannot be read', async () => {
  const metrics = new Metrics('recorder');
  const read = vi.fn<() => Promise<{ labels: { state: string }; value: number }[]>>();
  metrics.watch('things', 'Things by state', read, ['state']);
  metrics.watch('things_in_all', 'Things', async () => (await read()).map(({ value }) => ({ value })));
  const shown = async () => (await metrics.text()).split('\n').filter((line) => line.startsWith('witness_things'));

  read.mockResolvedValue([{ labels: { state: 'busy' }, value: 3 }]);
  expect(await shown()).toEqual([
    'witness_things{state="busy",service="recorder"} 3',
    'witness_things_in_all{service="recorder"} 3',
  ]);
  read.mockRejectedValue(new Error('away'));
  expect(await shown()).toEqual([]);
  read.mockResolvedValue([{ labels: { state: 'idle' }, value: 1 }]);
  expect(await shown()).toEqual([
    'witness_things{state="idle",service="recorder"} 1',
    'witness_things_in_all{service="recorder"} 1',
  ]);
});

it('names everything as `promtool check metrics` wants it', async () => {
  const scrape = await new Metrics('recorder').text();

  expect(shownIn(scrape).length).toBeGreaterThan(10);
  expect(complaintsOf(scrape)).toEqual([]);
});

it.each([
  ['# TYPE calls_total counter\ncalls_total 1', 'calls_total: no help'],
  ['# HELP calls Calls\n# TYPE calls counter\ncalls 1', 'calls: counters, and nothing else, end in _total'],
  ['# HELP calls_total Calls\n# TYPE calls_total gauge', 'calls_total: counters, and nothing else, end in _total'],
  ['# HELP calls_count Calls\n# TYPE calls_count gauge', 'calls_count: ends like a part of a histogram'],
  ['# HELP calls Calls\n# TYPE calls gauge\ncalls{le="1"} 1', 'calls: has the label of a histogram'],
  ['# HELP calls Calls\n# TYPE calls gauge\ncalls{quantile="1"} 1', 'calls: has the label of a summary'],
  ['# HELP calls_gauge Calls\n# TYPE calls_gauge gauge', 'calls_gauge: has its type in its name'],
  ['# HELP lag_milliseconds Lag\n# TYPE lag_milliseconds gauge', 'lag_milliseconds: not in the base unit'],
  ['# HELP lag_ms Lag\n# TYPE lag_ms gauge', 'lag_ms: a unit cut short'],
  ['# HELP theLag Lag\n# TYPE theLag gauge\ntheLag{ofWhat="x"} 1', 'theLag: not in snake_case: theLag,ofWhat'],
])('would find what it objects to: %j', (scrape, complaint) => {
  expect(complaintsOf(scrape)).toEqual([complaint]);
});

it('keeps two programs in one process apart', async () => {
  const [one, other] = [new Metrics('one'), new Metrics('other')];

  one.histogram('answer_seconds', 'Time to answer', [0.1, 1]).observe(0.5);

  expect(await one.text()).toContain('witness_answer_seconds_bucket{le="1",service="one"} 1');
  expect(await other.text()).not.toContain('witness_answer_seconds');
});
