import { randomBytes } from 'node:crypto';

const CAPACITY = 10_000;

/**
 * What codes, refresh tokens and cookies stand for: the newest CAPACITY of them. They are random and say nothing
 * themselves, as Entra's say nothing that anybody else could read.
 */
export class Handles<T> {
  private readonly kept = new Map<string, { value: T; until: number }>();

  /** `until` in milliseconds since 1970. */
  keep(value: T, until: number): string {
    const [oldest] = this.kept.keys();
    if (oldest !== undefined && this.kept.size >= CAPACITY) this.kept.delete(oldest);
    const handle = randomBytes(32).toString('base64url');
    this.kept.set(handle, { value, until });
    return handle;
  }

  /** What is past its time is found, too: whoever shows it is told that it is. */
  find(handle: string): { value: T; until: number } | undefined {
    return this.kept.get(handle);
  }

  forget(handle: string): void {
    this.kept.delete(handle);
  }
}
