import type { DurableCommand } from './durable-command.js';

/** What follows from an event: a pure function, stored together with the event. */
export type Reaction<Event> = (event: Event) => DurableCommand[];
