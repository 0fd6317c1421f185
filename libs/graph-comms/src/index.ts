export * from './call-state.js';
export * from './notification.js';
export * from './graph-comms.client.js';
export * from './graph-comms.errors.js';
