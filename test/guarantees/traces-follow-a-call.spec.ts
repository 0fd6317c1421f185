import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { Collector, type CollectedSpan } from '../support/collector.js';
import { eventually } from '../support/eventually.js';
import { freePort } from '../support/program.js';
import { System } from '../support/system.js';

const NAME = 'Planted Display-Name';

let collector: Collector;
let system: System;
beforeAll(async () => {
  collector = await Collector.start();
  system = await System.start({ recorders: 2, recorderEnv: collector.env });
});
afterEach(async () => {
  for (const { program } of system.recorders) if (!program.alive) await program.start();
});
afterAll(async () => {
  await system.stop();
  await collector.close();
});

/** The request that brought the call's invitation, as far as it is there. */
const invited = (callId: string) =>
  collector.spans.find(({ name, attributes }) => {
    const kinds = attributes['witness.notification_kinds'] as string[] | undefined;
    return name === 'POST /api/calls' && kinds?.[0] === 'incomingCall' && hasCall(attributes, callId);
  });
const hasCall = (attributes: CollectedSpan['attributes'], callId: string) =>
  (attributes['witness.call_ids'] as string[] | undefined)?.includes(callId) ?? false;

/** What Graph was asked to do with the call. */
const asked = (callId: string, verb: string) =>
  collector.spans.find(({ attributes }) => String(attributes['url.full']).endsWith(`/calls/${callId}/${verb}`));

/** Of a span and of those that it is a part of, from the outermost. */
function pathOf(span: CollectedSpan | undefined): string[] {
  if (!span) return [];
  return [...pathOf(collector.spans.find(({ spanId }) => spanId === span.parentSpanId)), span.name];
}

it('one trace goes from the invitation to the answer and the recording status at Graph, across the outbox', async () => {
  const { callId } = await system.simulator.invite({ seed: 1, media: 'connect' });
  await eventually(() => {
    expect(pathOf(asked(callId, 'answer'))).toEqual([
      'POST /api/calls',
      'session.open',
      'process recording.answer-incoming-call',
      'session.change',
      'process recording.send-answer',
      'POST',
    ]);
    expect(asked(callId, 'updateRecordingStatus')).toBeDefined();
  });

  const { callChainId } = await system.simulator.call(callId);
  expect(invited(callId)).toMatchObject({
    traceId: asked(callId, 'answer')!.traceId,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/calls',
      'url.path': '/api/calls',
      'http.response.status_code': 202,
      'witness.scenario_id': expect.any(String) as string,
      'witness.call_chain_id': callChainId,
    },
  });
  expect(asked(callId, 'answer')!.attributes).toMatchObject({
    'http.request.method': 'POST',
    'http.response.status_code': 202,
    'server.address': '127.0.0.1',
    // What Graph was sent as Scenario-Id.
    'witness.scenario_id': callChainId,
  });
});

it('every span of a call is found by its id and its chain, whoever began it, and those of a request by Scenario-Id', async () => {
  const { callId } = await system.simulator.invite({ seed: 5, media: 'connect' });
  const { callChainId } = await system.simulator.call(callId);

  await eventually(() => {
    const [answer, report] = [asked(callId, 'answer'), asked(callId, 'updateRecordingStatus')];
    expect([answer, report]).toEqual([expect.anything(), expect.anything()]);
    const spans = collector.spans.filter(({ traceId }) => [answer!.traceId, report!.traceId].includes(traceId));
    const names = spans.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['session.open', 'session.change', 'process recording.keep-media']));
    for (const { name, attributes } of spans)
      expect(attributes, name).toMatchObject({ 'witness.call_id': callId, 'witness.call_chain_id': callChainId });
  });
  const opened = collector.spans.find(
    ({ name, attributes }) => name === 'session.open' && attributes['witness.call_id'] === callId,
  );
  expect(opened?.attributes['witness.scenario_id']).toBe(invited(callId)!.attributes['witness.scenario_id']);
});

it('what a dead recorder leaves behind goes on in its trace on another one', { retry: 2 }, async () => {
  const graph = [{ verb: 'answer', status: 503, latencyMs: 1_500, times: 1 }];
  const { callId } = await system.simulator.invite({ seed: 2, faults: { graph } });
  const incoming = (await system.simulator.transcript(callId)).find(({ verb }) => verb === 'incoming');
  const taker = system.recorders.find(({ url }) => url === new URL(incoming!.url!).origin)!;
  await eventually(() => expect(invited(callId)).toBeDefined(), 1_200);

  await taker.program.kill('SIGKILL');

  await eventually(() => expect(asked(callId, 'answer')).toBeDefined());
  expect(asked(callId, 'answer')!.traceId).toBe(invited(callId)!.traceId);
  expect(asked(callId, 'answer')!.instance).not.toBe(invited(callId)!.instance);
});

it('traces hold ids, and neither names nor tokens nor the keys of calls', async () => {
  const call = { subject: NAME, source: { identity: { user: { displayName: NAME } } } };
  const { callId } = await system.simulator.invite({ seed: 3, call });
  await eventually(() => expect(asked(callId, 'answer')).toBeDefined());
  const [row] = await system.sql<{ key: string }>('SELECT call_key AS key FROM recording_session WHERE call_id = $1', [
    callId,
  ]);
  await eventually(() =>
    expect(collector.spans.map(({ attributes }) => attributes['url.path'])).toContain('/api/calls/REDACTED'),
  );

  expect(collector.text).not.toContain(NAME);
  expect(collector.text).not.toContain(row!.key);
  expect(collector.text).not.toMatch(/eyJ[\w-]{8,}\.[\w-]/);
});

it('health and metrics are no part of it', () => {
  expect(collector.spans.filter(({ name }) => /health|metrics/.test(name))).toEqual([]);
});

it('a collector that is away keeps no call from its answer, and no recorder from stopping', async () => {
  const nowhere = { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}` };
  const soon = { OTEL_BSP_SCHEDULE_DELAY: '50', OTEL_EXPORTER_OTLP_TIMEOUT: '500' };
  const alone = await System.start({ recorderEnv: { ...nowhere, ...soon } });
  try {
    const { callId } = await alone.simulator.invite({ seed: 4 });
    await eventually(async () => expect((await alone.simulator.call(callId)).answeredAt).not.toBeNull());

    await eventually(() => expect(alone.recorder.program.output).toContain('traces could not be sent'));
    const began = Date.now();
    await alone.recorder.program.kill('SIGTERM');
    expect(Date.now() - began).toBeLessThan(20_000);
  } finally {
    await alone.stop();
  }
});
