export { IdentityModule } from './identity.module.js';
export { CallerOf, OpenRoute, RequireRole, ROUTE_ACCESS, type RouteAccess } from './route-access.js';
export { APP_ROLES, type AppRole } from './roles.js';
export type { Caller } from './caller.js';
