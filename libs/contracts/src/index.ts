export * from './media-host.js';
export * from './admin/document.js';
export * from './admin/media-host.js';
export * from './admin/participant.js';
export * from './admin/policy.js';
export * from './admin/problem.js';
export * from './admin/session.js';
export * from './admin/timeline.js';
