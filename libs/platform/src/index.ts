export * from './clock.js';
export * from './domain-error.js';
export * from './database/database.js';
export * from './outbox/durable-command.js';
export * from './outbox/reactions.js';
