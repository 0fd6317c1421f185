import { setTimeout as sleep } from 'node:timers/promises';

/** Asks until the answer is yes. Throws when it was not within `seconds`, with the last reason. */
export async function until(what: string, seconds: number, condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  let reason = 'not yet';
  while (Date.now() < deadline) {
    try {
      if (await condition()) return;
    } catch (error) {
      const { message, cause } = error as Error;
      reason = cause instanceof Error ? `${message} (${cause.message})` : message;
    }
    await sleep(100);
  }
  throw new Error(`${what}: not within ${seconds} s (${reason})`);
}
