export { IdentityModule } from './identity.module.js';
export { RequireRole } from './require-role.js';
export { CallerOf, OpenRoute, ROUTE_ACCESS, type RouteAccess } from './route-access.js';
export { requireHomeTenant, type Caller } from './caller.js';
export { Audit, AuditFirst, type AuditNotes } from './audit/audit-notes.js';
export type { AuditOutcome, StoredAuditEntry } from './audit/audit-entry.js';
export { ListAudit } from './audit/list-audit.js';
