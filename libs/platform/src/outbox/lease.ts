/** Another replica has the command by now: nothing more may leave this one on its behalf. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';

  constructor() {
    super('Another replica has taken over this command');
  }
}

/**
 * The right to act for a durable command. Whoever speaks to Graph or to a media host is handed it and confirms it right
 * before: a process that was stopped, or starved, in the middle of a command must not go on where another has finished
 * since.
 */
export interface Lease {
  /** @throws LeaseLost once another replica has the command */
  confirm(): Promise<void>;
}

/** Of what is done for no stored command: nobody else takes it over. */
export const NO_LEASE: Lease = { confirm: () => Promise.resolve() };
