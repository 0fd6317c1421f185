import {
  context,
  createContextKey,
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

/** What the spans of one call are found by, as far as it is known in this process, and the first of them. */
interface Story {
  first: Span;
  ids: Attributes;
}
const STORY = createContextKey('witness story');

/** Begins a span that the caller ends. Null: traces are off. */
export function beginSpan(name: string, options: SpanOptions = {}): Span | null {
  return tracer && begin(tracer, name, options, parentOf(options));
}

/** Runs `work` as a span. What fails is marked as failed, by its error's name: a message may hold what traces must not. */
export async function inSpan<T>(
  name: string,
  options: () => SpanOptions,
  work: (span: Span | null) => Promise<T>,
): Promise<T> {
  if (!tracer) return work(null);
  const given = options();
  const parent = parentOf(given);
  const span = begin(tracer, name, given, parent);
  try {
    return await within(span, () => work(span), parent);
  } catch (error) {
    failSpan(span, error instanceof Error ? error.name : 'unknown');
    throw error;
  } finally {
    span.end();
  }
}

/** Everything that `work` begins, however late, belongs to the span; and to the story that `parent` tells, if it does. */
export function within<T>(span: Span, work: () => T, parent = context.active()): T {
  const story = storyIn(parent) ?? { first: span, ids: {} };
  return context.with(trace.setSpan(parent, span).setValue(STORY, story), work);
}

export function failSpan(span: Span, type: string): void {
  span.setAttribute('error.type', type);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Adds to the span that is under way, if there is one. */
export function annotate(attributes: () => Attributes): void {
  if (tracer) trace.getActiveSpan()?.setAttributes(attributes());
}

/**
 * Whose story is under way, from whoever learns it: the story's first span here, the one under way and all that begin
 * later are found by it. What is undefined is not known.
 */
export function tellStory(ids: () => Attributes): void {
  if (!tracer) return;
  const told = Object.fromEntries(Object.entries(ids()).filter(([, id]) => id !== undefined));
  const story = storyIn(context.active());
  if (story) Object.assign(story.ids, told);
  // A request may have been replied to, and its span be over, while its work goes on.
  for (const span of [story?.first, trace.getActiveSpan()]) if (span?.isRecording()) span.setAttributes(told);
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

function begin(by: Tracer, name: string, { kind, attributes }: SpanOptions, parent: Context): Span {
  return by.startSpan(name, { kind, attributes: { ...storyIn(parent)?.ids, ...attributes } }, parent);
}

/** What goes on from elsewhere is no part of what happens to be under way where it runs. */
function parentOf({ from }: SpanOptions): Context {
  if (from === undefined) return context.active();
  return from === null ? ROOT_CONTEXT : propagation.extract(ROOT_CONTEXT, { traceparent: from });
}

function storyIn(given: Context): Story | undefined {
  return given.getValue(STORY) as Story | undefined;
}
