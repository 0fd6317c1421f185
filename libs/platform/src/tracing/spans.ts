import {
  context,
  propagation,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
  type SpanKind,
  type Tracer,
} from '@opentelemetry/api';

/** Null: traces are off, and whatever is here costs one look at this. */
let tracer: Tracer | null = null;

export function traceWith(started: Tracer | null): void {
  tracer = started;
}

export function areTracesOn(): boolean {
  return tracer !== null;
}

export interface SpanOptions {
  kind?: SpanKind;
  attributes?: Attributes;
  /** Whom it goes on from, as W3C's `traceparent`: nobody, if null; what is under way here, if unset. */
  from?: string | null;
}

/** Begins a span that the caller ends. Null: traces are off. */
export function beginSpan(name: string, { kind, attributes, from }: SpanOptions = {}): Span | null {
  if (!tracer) return null;
  return tracer.startSpan(name, { kind, attributes }, from === undefined ? context.active() : contextOf(from));
}

/** Runs `work` as a span. What fails is marked as failed, by its error's name: a message may hold what traces must not. */
export async function inSpan<T>(
  name: string,
  options: () => SpanOptions,
  work: (span: Span | null) => Promise<T>,
): Promise<T> {
  const span = tracer && beginSpan(name, options());
  if (!span) return work(null);
  try {
    return await within(span, () => work(span));
  } catch (error) {
    failSpan(span, error instanceof Error ? error.name : 'unknown');
    throw error;
  } finally {
    span.end();
  }
}

/** Everything that `work` begins, however late, belongs to the span. */
export function within<T>(span: Span, work: () => T): T {
  return context.with(trace.setSpan(context.active(), span), work);
}

export function failSpan(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Adds to the span that is under way, if there is one. */
export function annotate(attributes: () => Attributes): void {
  if (tracer) trace.getActiveSpan()?.setAttributes(attributes());
}

/** What is begun in `work`, whoever runs it, belongs to what is under way here. */
export function inThisTrace<Work extends (...given: never[]) => unknown>(work: Work): Work {
  return tracer ? context.bind(context.active(), work) : work;
}

/** What is begun in `work`, however late, belongs to nothing that is under way. */
export function outsideTraces<T>(work: () => T): T {
  return tracer ? context.with(ROOT_CONTEXT, work) : work();
}

/** What is under way, for whoever goes on from it later or elsewhere; null: nothing, or traces are off. */
export function activeTrace(): string | null {
  return tracer ? (traceHeaders().traceparent ?? null) : null;
}

/** The headers that tell another program what its work belongs to; none while traces are off. */
export function traceHeaders(): { traceparent?: string } {
  const carrier = {};
  if (tracer) propagation.inject(context.active(), carrier);
  return carrier;
}

function contextOf(traceparent: string | null): Context {
  if (traceparent === null) return ROOT_CONTEXT;
  return propagation.extract(ROOT_CONTEXT, { traceparent });
}
