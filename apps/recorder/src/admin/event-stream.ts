import type { ServerResponse } from 'node:http';

/** Something is sent this often, so that nobody between takes the connection for dead. */
const ALIVE_EVERY_MS = 15_000;
/** A token may have been revoked: whoever still may comes again, and misses nothing. */
const LASTS_MS = 15 * 60_000;
/** Whoever reads so slowly that this much waits for them comes again later. */
const MOST_UNREAD_BYTES = 1_048_576;

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // For proxies that would wait for more.
  'x-accel-buffering': 'no',
};

/** A reply of server-sent events (HTML, section 9.2): over after a while, or when its reader is gone or too slow. */
export class EventStream {
  /** The last id that a reader is to come again with. */
  place: string | undefined;
  private readonly timers: NodeJS.Timeout[];

  /** `over` is called once, whoever ends it. The reply may have been closed already. */
  constructor(
    private readonly raw: ServerResponse,
    headers: Record<string, string | number | string[] | undefined>,
    over: () => void,
  ) {
    this.timers = [
      setInterval(
        () => this.send(`${this.place === undefined ? '' : `id: ${this.place}\n`}: alive\n\n`),
        ALIVE_EVERY_MS,
      ),
      setTimeout(() => this.end(), LASTS_MS),
    ];
    // A connection that is lost while something is written says so, and nobody else listens for it.
    raw.on('error', () => raw.destroy());
    raw.once('close', () => {
      for (const timer of this.timers) clearTimeout(timer);
      over();
    });
    if (raw.destroyed) raw.emit('close');
    else raw.writeHead(200, { ...headers, ...HEADERS });
  }

  send(text: string): void {
    if (text === '' || this.raw.writableEnded || this.raw.destroyed) return;
    if (this.raw.writableLength > MOST_UNREAD_BYTES) this.raw.destroy();
    else this.raw.write(text);
  }

  end(): void {
    if (!this.raw.writableEnded) this.raw.end();
  }
}
