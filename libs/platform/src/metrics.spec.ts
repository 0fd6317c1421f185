import { expect, it, vi } from 'vitest';
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
  const lines = (await new Metrics('recorder').text()).split('\n');
  const types = lines.flatMap((line) => {
    const [, name, type] = /^# TYPE (\S+) (\S+)$/.exec(line) ?? [];
    return name ? [{ name, isCounter: type === 'counter' }] : [];
  });

  expect(types.length).toBeGreaterThan(10);
  expect(types.filter(({ name, isCounter }) => name.endsWith('_total') !== isCounter)).toEqual([]);
});

it('keeps two programs in one process apart', async () => {
  const [one, other] = [new Metrics('one'), new Metrics('other')];

  one.histogram('answer_seconds', 'Time to answer', [0.1, 1]).observe(0.5);

  expect(await one.text()).toContain('witness_answer_seconds_bucket{le="1",service="one"} 1');
  expect(await other.text()).not.toContain('witness_answer_seconds');
});
