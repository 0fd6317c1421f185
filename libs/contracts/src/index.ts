export * from './media-host.js';
