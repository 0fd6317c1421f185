import { describe, expect, it } from 'vitest';
import { eventsOf, type StreamedEvent } from './event-stream.js';

const encoder = new TextEncoder();

/** What is heard of a stream that comes in these pieces. */
async function heard(...pieces: (string | Uint8Array)[]) {
  let isCancelled = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece === undefined) controller.close();
      else controller.enqueue(typeof piece === 'string' ? encoder.encode(piece) : piece);
    },
    cancel: () => void (isCancelled = true),
  });
  const events: StreamedEvent[] = [];
  const ids: string[] = [];
  const retries: number[] = [];
  const notes = {
    onId: (id: string) => void ids.push(id),
    onRetry: (milliseconds: number) => void retries.push(milliseconds),
    onWait: () => undefined,
    onSound: () => undefined,
  };
  for await (const event of eventsOf(body, notes)) {
    events.push(event);
    if (event.data === 'enough') break;
  }
  return { events, ids, retries, isCancelled };
}

const SAID = 'retry: 2000\n\nid: 7\nevent: sessions\ndata: {"a":1}\n\nid: 8\n: alive\n\nevent: reset\ndata: {}\n\n';
const MEANT = {
  events: [
    { type: 'sessions', data: '{"a":1}' },
    { type: 'reset', data: '{}' },
  ],
  ids: ['7', '8'],
  retries: [2_000],
};

describe('a stream of events (HTML, section 9.2)', () => {
  it.each([
    ['at once', [SAID]],
    ['letter by letter', [...SAID]],
    ['with other ends of lines', [SAID.replaceAll('\n', '\r\n')]],
    ['with still others', [SAID.replaceAll('\n', '\r'), '\n']],
    ['behind a byte order mark', [`\uFEFF${SAID}`]],
  ])('means the same, however it comes: %s', async (_, pieces) => {
    expect(await heard(...pieces)).toMatchObject(MEANT);
  });

  it('may break within a character', async () => {
    const bytes = encoder.encode('data: ä\n\n');
    const middle = bytes.indexOf(0xc3) + 1;

    const { events } = await heard(bytes.subarray(0, middle), bytes.subarray(middle));

    expect(events).toEqual([{ type: 'message', data: 'ä' }]);
  });

  it('tells no event that did not end, and puts several lines of data together', async () => {
    const { events } = await heard('data: a\ndata: b\n\ndata: half');

    expect(events).toEqual([{ type: 'message', data: 'a\nb' }]);
  });

  it('is closed when somebody has heard enough', async () => {
    expect(await heard('data: enough\n\n', 'data: more\n\n')).toMatchObject({
      events: [{ data: 'enough' }],
      isCancelled: true,
    });
  });
});
