import { AdminProblem } from './problem.js';

/** The recorder says something every 15 s: three times nothing is a connection that is dead. */
const SILENCE_MS = 45_000;

/** One request for the stream, which ends with the caller's signal, and when nothing is heard for too long. */
export class Connection {
  private readonly ending = new AbortController();
  private readonly end = () => this.ending.abort();
  private silence: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly signal: AbortSignal | undefined) {
    signal?.addEventListener('abort', this.end);
    if (signal?.aborted) this.end();
  }

  /**
   * The body of the stream.
   * @throws AdminProblem for any other reply; what `fetch` throws when there is none
   */
  async open(
    ask: (url: string, init: RequestInit) => Promise<Response>,
    url: string,
    headers: Record<string, string>,
  ): Promise<ReadableStream<Uint8Array>> {
    this.waiting();
    const response = await ask(url, { headers, signal: this.ending.signal });
    this.heard();
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (response.status === 200 && isStream && response.body) return response.body;
    throw new AdminProblem(response, await response.json().catch(() => undefined));
  }

  /** Only while it is waited for does it matter how long nothing comes: a reader may take their time. */
  waiting(): void {
    this.heard();
    this.silence = setTimeout(this.end, SILENCE_MS);
  }

  heard(): void {
    clearTimeout(this.silence);
  }

  close(): void {
    this.heard();
    this.signal?.removeEventListener('abort', this.end);
    this.end();
  }
}
