/** Waits on the ordinary timer and not on Node's promised one, so that tests can stop the clock. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
