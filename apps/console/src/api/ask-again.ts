import type { Query, QueryClient } from '@tanstack/react-query';
import { isOfSessions, isTouched, type Changed } from './touched.js';

/** In a storm of changes nothing is asked more often. */
const TOGETHER_MS = 1_000;

/**
 * Has answers asked for again that have changed. What is on its way meanwhile may be from before the change, and is neither
 * broken off, since in a storm nothing would ever arrive, nor taken for the last word: it is asked again once it is there.
 */
export class AskAgain {
  /** Hashes of the queries whose answers are out of date. */
  private readonly due = new Set<string>();
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly queries: QueryClient) {}

  /** About these sessions, soon. */
  about(changed: Changed): void {
    this.soon((query) => isTouched(query, changed));
  }

  /** Everything about sessions, soon. */
  everything(): void {
    this.soon(({ queryKey: [path] }) => isOfSessions(path));
  }

  stop(): void {
    clearTimeout(this.waiting);
  }

  private soon(isDue: (query: Query) => boolean): void {
    for (const { queryHash } of this.queries.getQueryCache().findAll({ predicate: isDue })) this.due.add(queryHash);
    this.wait();
  }

  private wait(): void {
    if (this.due.size > 0) this.waiting ??= setTimeout(() => this.ask(), TOGETHER_MS);
  }

  private ask(): void {
    this.waiting = undefined;
    const cache = this.queries.getQueryCache();
    const isReady = ({ queryHash, state }: Query) => this.due.has(queryHash) && state.fetchStatus === 'idle';
    const ready = new Set(cache.findAll({ predicate: isReady }).map(({ queryHash }) => queryHash));
    for (const hash of this.due) if (ready.has(hash) || !cache.get(hash)) this.due.delete(hash);
    void this.queries.invalidateQueries({ predicate: ({ queryHash }) => ready.has(queryHash) });
    this.wait();
  }
}
