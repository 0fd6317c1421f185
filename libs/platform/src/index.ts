export * from './clock.js';
export * from './domain-error.js';
export * from './database/batcher.js';
export * from './database/database.js';
export * from './database/list-statement.js';
export * from './database/page.js';
export { patiently } from './database/patience.js';
export type { SharedStatement, Statement } from './database/statement.js';
export type { Transaction } from './database/transaction.js';
export * from './outbox/durable-command.js';
export * from './outbox/lease.js';
export * from './outbox/reactions.js';
export * from './logging.js';
export * from './tokens/app-tokens.js';
export * from './http/http-client.js';
export * from './outbox/outbox.store.js';
export * from './outbox/relay.js';
export * from './outbox/outbox.module.js';
export * from './config/config.js';
export * from './config/config-faults.js';
export * from './config/describe.js';
export * from './config/national-clouds.js';
export { readDatabaseSettings } from './config/read-environment.js';
export * from './config/startup-log.js';
export * from './database/data-source.js';
export * from './database/embedded-postgres.js';
export type { StopMode } from './database/postmaster.js';
export * from './tokens/bearer-token.js';
export * from './tokens/openid-keys.js';
export * from './tokens/token-refused.errors.js';
export * from './http/fastify.js';
export { parseJsonText } from './http/json-text.js';
export { isLoopback } from './http/loopback.js';
export * from './http/problem.js';
export * from './http/problem.filter.js';
export * from './jobs/job.js';
export * from './event-loop-load.js';
export * from './metrics.js';
export * from './platform.module.js';
export * from './recently-used.js';
export { sideBySide } from './side-by-side.js';
export {
  activeTrace,
  annotate,
  inSpan,
  inThisTrace,
  outsideTraces,
  tellStory,
  type SpanOptions,
} from './tracing/spans.js';
export { traceRequests } from './tracing/trace-requests.js';
