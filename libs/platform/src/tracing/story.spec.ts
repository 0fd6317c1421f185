import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { activeTrace, inSpan, inThisTrace, tellStory, traceWith } from './spans.js';

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
beforeAll(() => {
  provider.register();
  traceWith(trace.getTracer('test'));
});
beforeEach(() => exporter.reset());
afterAll(async () => {
  traceWith(null);
  await provider.shutdown();
});

const plain = () => ({});
const nothing = () => Promise.resolve();
const tell = (id: string) => tellStory(() => ({ 'test.call': id, 'test.chain': undefined }));

/** What each span was found by, by its name. */
const found = () =>
  Object.fromEntries(exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes['test.call']]));

it('whoever learns whose story it is tells the first span, the one under way and all that begin later', async () => {
  await inSpan('first', plain, async () => {
    await inSpan('before', plain, nothing);
    await inSpan('learns', plain, () => Promise.resolve(tell('c1')));
    await inSpan('later', plain, nothing);
  });

  expect(found()).toEqual({ first: 'c1', before: undefined, learns: 'c1', later: 'c1' });
  expect(exporter.getFinishedSpans().flatMap(({ attributes }) => Object.keys(attributes))).not.toContain('test.chain');
});

it('what goes on from elsewhere is a story of its own, whatever is under way where it runs', async () => {
  await inSpan('one', plain, async () => {
    tell('c1');
    const from = activeTrace();
    await inSpan('another', () => ({ from }), nothing);
    await inSpan(
      'told',
      () => ({ from: null }),
      () => Promise.resolve(tell('c2')),
    );
  });

  expect(found()).toEqual({ one: 'c1', another: undefined, told: 'c2' });
});

it('what somebody else runs tells the story of whoever asked for it, and nobody once that is over', async () => {
  let run: () => void = () => undefined;
  await inSpan('asks', plain, async () => {
    run = inThisTrace(() => tell('c1'));
    await inSpan(
      'batch',
      () => ({ from: null }),
      () => Promise.resolve(run()),
    );
  });
  await inSpan('batch of another', plain, () => Promise.resolve(run()));

  expect(found()).toEqual({ asks: 'c1', batch: undefined, 'batch of another': undefined });
});
