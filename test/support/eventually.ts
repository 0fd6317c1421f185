import { vi } from 'vitest';

/** Repeats `probe` until it no longer throws, and returns its result; after `withinMs` its last complaint is thrown. */
export function eventually<T>(probe: () => T | Promise<T>, withinMs = 20_000): Promise<T> {
  return vi.waitFor(probe, { timeout: withinMs, interval: 50 });
}

export function sleep(ms: number): Promise<void> {
  return new Promise((wake) => setTimeout(wake, ms));
}
