export { IdentityModule } from './identity.module.js';
export { CallerOf, OpenRoute, RequireRole, ROUTE_ACCESS, type RouteAccess } from './route-access.js';
export { requireHomeTenant, type Caller } from './caller.js';
