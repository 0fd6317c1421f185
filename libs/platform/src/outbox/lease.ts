import { AsyncLocalStorage } from 'node:async_hooks';

/** Another replica has the command by now: nothing more may leave this one on its behalf. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor() {
    super('Another replica has taken over this command');
  }
}

const running = new AsyncLocalStorage<() => Promise<void>>();

/** Runs a durable command; `confirm` throws LeaseLost once another replica has it. */
export function underLease<T>(confirm: () => Promise<void>, run: () => Promise<T>): Promise<T> {
  return running.run(confirm, run);
}

/**
 * Called by whatever speaks to Graph or to a media host, right before it does: a process that was stopped, or starved, in
 * the middle of a command must not go on where another has finished since. Outside of durable commands it lets all pass.
 * @throws LeaseLost
 */
export async function confirmLease(): Promise<void> {
  await running.getStore()?.();
}
