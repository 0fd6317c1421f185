import { randomUUID } from 'node:crypto';
import type { Caller } from '../caller.js';
import type { AppRole } from '../roles.js';
import type { AuditEntry } from './audit-entry.js';

/** The part of Fastify's request that the trail tells of. */
export interface AuditedRequest {
  readonly method: string;
  readonly routeOptions: { readonly url?: string };
  readonly params?: unknown;
  readonly query?: unknown;
  readonly ip?: string;
}

/** Hostile requests are audited, too, and no longer than others. */
const MOST_PARAMETERS = 30;
const LONGEST_PARAMETER = 300;
const BLANKED = '(blanked)';
const NOT_KEPT = '(not kept)';
/** GUIDs, and what we and operators call policies and hosts. */
const ID = /^[\w.-]{1,100}$/;
const SECRET_NAME = /token|secret|password|authorization|assertion/i;
const SECRET_FORM = /@|eyJ[\w-]{10}/;
/** Postgres stores neither NUL nor half a surrogate pair as JSON. */
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;

/** Media hosts report all day; what people and their tools ask is what the trail is about. */
export function isAudited(role: AppRole): boolean {
  return role !== 'Media.Host';
}

/** Who only reads changes nothing: that they did is stored before they see it. */
export function isOrder(role: AppRole): boolean {
  return role === 'Recording.Operate' || role === 'Recording.Comply';
}

/** An entry about a request before anything came of it; nobody has looked at what it says yet, so only ids are kept of it. */
export function entryOf(request: AuditedRequest, caller: Caller | null, role: AppRole, at: Date): AuditEntry {
  const { method, routeOptions, ip } = request;
  return {
    ...{ at, requestId: randomUUID(), role, method, route: routeOptions.url ?? '' },
    outcome: 'ordered',
    ...{ actor: caller?.subject ?? null, actorTenant: caller?.tenantId ?? null, actorKind: caller?.kind ?? null },
    parameters: { ...namesIn(request.query), ...(caller ? idsIn(request.params) : namesIn(request.params)) },
    source: ip ?? null,
    ...{ status: null, code: null, shown: null, reason: null, former: null, current: null },
  };
}

/**
 * All that was said, once it was found to be what the route takes: strangers and mistakes may send anything, secrets too.
 * What the path says is what it was about, whatever the query says beside it.
 */
export function parametersOf({ params, query }: AuditedRequest): Record<string, string> {
  return { ...textsIn(query), ...textsIn(params) };
}

/** How many items a reply shows, if it is a page of a list. */
export function shownIn(body: unknown): number | null {
  const items = typeof body === 'object' && body !== null && 'items' in body ? body.items : null;
  return Array.isArray(items) ? items.length : null;
}

function idsIn(parameters: unknown): Record<string, string> {
  return mapped(parameters, (_name, value) => (typeof value === 'string' && ID.test(value) ? value : NOT_KEPT));
}

function namesIn(parameters: unknown): Record<string, string> {
  return mapped(parameters, () => NOT_KEPT);
}

function textsIn(parameters: unknown): Record<string, string> {
  return mapped(parameters, (name, value) => (isSecret(name, value) ? BLANKED : storable(value)));
}

function mapped(parameters: unknown, textOf: (name: string, value: unknown) => string): Record<string, string> {
  const entries = Object.entries((parameters ?? {}) as Record<string, unknown>).slice(0, MOST_PARAMETERS);
  return Object.fromEntries(
    entries.map(([name, value]) => [ID.test(name) ? name : NOT_KEPT, textOf(name, value)] as const),
  );
}

/** No route takes any of it, and somebody may send it all the same: tokens by name or form, and addresses of people. */
function isSecret(name: string, value: unknown): boolean {
  return SECRET_NAME.test(name) || (typeof value === 'string' && SECRET_FORM.test(value));
}

function storable(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return text.slice(0, LONGEST_PARAMETER).replace(UNSTORABLE, '\ufffd');
}
