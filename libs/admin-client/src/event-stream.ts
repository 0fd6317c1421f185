import { createParser } from 'eventsource-parser';

/** One event of a stream (HTML, section 9.2). */
export interface StreamedEvent {
  /** `message` unless the stream names it. */
  type: string;
  data: string;
}

/** What a stream says beside its events. */
export interface StreamNotes {
  /** The place that has been reached; also told by blocks without data, which are no events. */
  onId: (id: string) => void;
  /** In how many milliseconds to come again. */
  onRetry: (milliseconds: number) => void;
  /** All that came was handed out, and more is waited for. */
  onWait: () => void;
  /** Something came, be it only a comment. */
  onSound: () => void;
}

/** The events of a body of `text/event-stream`. Whoever stops reading closes the connection. */
export async function* eventsOf(
  body: ReadableStream<Uint8Array>,
  { onId, onRetry, onWait, onSound }: StreamNotes,
): AsyncGenerator<StreamedEvent, void, undefined> {
  const come: StreamedEvent[] = [];
  const parser = createParser({
    onEvent: ({ event = 'message', data }) => void come.push({ type: event, data }),
    onId,
    onRetry,
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      onWait();
      const { done, value } = await reader.read();
      if (done) return;
      onSound();
      parser.feed(decoder.decode(value, { stream: true }));
      yield* come.splice(0);
    }
  } finally {
    // Of no use when it has ended or failed already, and harmless then.
    await reader.cancel().catch(() => undefined);
  }
}
