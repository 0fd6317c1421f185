import type { components } from './schema.js';

export { createAdminClient } from './client.js';
export type { AdminClient, AdminClientOptions, Token } from './client.js';
export { live } from './live.js';
export type { LiveEvent, LiveOptions, LiveSession, LiveState } from './live.js';
export { itemsOf, pagesOf } from './pages.js';
export { AdminProblem, unwrap } from './problem.js';
export type { Answered } from './problem.js';
export type { paths } from './schema.js';

/** What the API tells and takes, by name: `Schemas['Session']`. */
export type Schemas = components['schemas'];
