import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { diag, DiagLogLevel, trace } from '@opentelemetry/api';
import type { Log } from '../logging.js';
import { traceWith } from './spans.js';

/** A collector that is away does not keep a replica from stopping. */
const LAST_WORDS_MS = 2_000;

/** Sending of traces, until it is stopped. */
export interface Tracing {
  stop(): Promise<void>;
}

/** For whoever does not want any. Nothing of the SDK is loaded. */
export const NO_TRACING: Tracing = { stop: () => Promise.resolve() };

/**
 * From now on spans are sent to a collector by OTLP over HTTP, in batches and beside the work: one that is slow or away loses
 * spans and holds up nothing. Where it is, what is sampled and which headers it wants is said by OpenTelemetry's own
 * variables (docs/operations.md).
 */
export async function startTracing(service: string, log: Log): Promise<Tracing> {
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, resources] = await Promise.all([
    import('@opentelemetry/sdk-trace-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const tell = (...words: unknown[]) =>
    log.warn('traces could not be sent', { error: words.map(String).join(' ').slice(0, 200) });
  const quiet = () => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const own = resources.resourceFromAttributes({ 'service.name': service, 'service.instance.id': randomUUID() });
  const told = resources.detectResources({ detectors: [resources.envDetector] });
  const provider = new NodeTracerProvider({
    resource: resources.defaultResource().merge(own).merge(told),
    // Ids of a call come out of bodies that anybody may have made long.
    spanLimits: { attributeValueLengthLimit: 1_024 },
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  traceWith(trace.getTracer('witness'));
  return {
    stop: async () => {
      traceWith(null);
      await Promise.race([provider.shutdown().catch(quiet), sleep(LAST_WORDS_MS, undefined, { ref: false })]);
    },
  };
}
