export * from './clock.js';
export * from './domain-error.js';
export * from './database/database.js';
export * from './outbox/durable-command.js';
export * from './outbox/reactions.js';
export * from './logging.js';
export * from './tokens/app-tokens.js';
export * from './http/http-client.js';
