import { expect, it } from 'vitest';
import { Metrics } from './metrics.js';

it('counts under one name, whoever asks for it', async () => {
  const metrics = new Metrics('recorder');

  metrics.counter('calls_total', 'Calls', ['outcome']).inc({ outcome: 'answered' });
  metrics.counter('calls_total', 'Calls', ['outcome']).inc({ outcome: 'answered' });

  expect(await metrics.text()).toContain('witness_calls_total{outcome="answered",service="recorder"} 2');
});

it('keeps two programs in one process apart', async () => {
  const [one, other] = [new Metrics('one'), new Metrics('other')];

  one.histogram('answer_seconds', 'Time to answer', [0.1, 1]).observe(0.5);

  expect(await one.text()).toContain('witness_answer_seconds_bucket{le="1",service="one"} 1');
  expect(await other.text()).not.toContain('witness_answer_seconds');
});
