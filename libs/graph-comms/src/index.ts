export * from './call-state.js';
export * from './notification.js';
export * from './graph-comms.client.js';
export * from './graph-comms.errors.js';
export { parseNotifications } from './notifications.js';
export { redactNotification } from './redact.js';
export { redactText } from './redact-text.js';
export { joinResponse, type JoinDecision, type JoinResponse } from './join-response.js';
export { normaliseCallId, normaliseId, parseMessagingId, type MessagingId } from './graph-id.js';
export { parseCallPath, type CallPath } from './call-path.js';
export { GraphCommsModule } from './graph-comms.module.js';
export { InboundTokens } from './inbound-token.js';
export { TenantRefused } from './inbound-token.errors.js';
export { AppTokenUnavailable } from './app-token.errors.js';
export { PermissionCheck, type TenantPermissions } from './permission-check.js';
export {
  missingPermissions,
  type ConfiguredAction,
  type GraphPermission,
  type MissingPermission,
} from './permissions.js';
