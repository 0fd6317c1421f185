import type { AuditEntry, AuditExport } from '@app/contracts';

interface AuditFormat {
  /** Media type of the whole. */
  type: string;
  lineOf: (entry: AuditEntry) => string;
}

/** What security teams' tools read (docs/operations.md). */
export const AUDIT_FORMATS: Record<AuditExport['format'], AuditFormat> = {
  jsonl: { type: 'application/jsonl; charset=utf-8', lineOf: (entry) => JSON.stringify(entry) },
  ocsf: { type: 'application/jsonl; charset=utf-8', lineOf: (entry) => JSON.stringify(ocsfOf(entry)) },
  cef: { type: 'text/plain; charset=utf-8', lineOf: cefOf },
};

const PRODUCT = { vendor: 'Witness', name: 'Witness recorder', version: '1' };

/** OCSF 1.3, API Activity: category 6, class 6003 (schema.ocsf.io). */
const OCSF = { version: '1.3.0', category: 6, class: 6003 };
const OCSF_ACTIVITY: Record<string, number> = { POST: 1, GET: 2, PUT: 3, DELETE: 4 };
const OTHER_ACTIVITY = 99;
/** Informational, and for what was not done low: whoever is refused often is for the reader to find. */
const OCSF_SEVERITY = { ordered: 1, done: 1, refused: 2, failed: 3 } as const;
/** Unknown, success, failure. */
const OCSF_STATUS = { ordered: 0, done: 1, refused: 2, failed: 2 } as const;

function ocsfOf(entry: AuditEntry): object {
  const { id, at, requestId, outcome, actor, actorTenant, actorKind, method, route, source, status, code } = entry;
  const activity = OCSF_ACTIVITY[method] ?? OTHER_ACTIVITY;
  return {
    category_uid: OCSF.category,
    class_uid: OCSF.class,
    activity_id: activity,
    type_uid: OCSF.class * 100 + activity,
    time: Date.parse(at),
    severity_id: OCSF_SEVERITY[outcome],
    status_id: OCSF_STATUS[outcome],
    ...(status !== null && { status_code: String(status) }),
    ...(code !== null && { status_detail: code }),
    metadata: {
      version: OCSF.version,
      uid: id,
      product: { name: PRODUCT.name, vendor_name: PRODUCT.vendor, version: PRODUCT.version },
    },
    actor: {
      user: {
        uid: actor ?? 'unknown',
        type: actorKind ?? 'unknown',
        ...(actorTenant && { org: { uid: actorTenant } }),
      },
    },
    api: {
      operation: `${method} ${route}`,
      service: { name: 'witness-admin' },
      request: { uid: requestId },
      ...(status !== null && { response: { code: status, ...(code !== null && { error: code }) } }),
    },
    src_endpoint: source === null ? { name: 'unknown' } : { ip: source },
    unmapped: {
      outcome,
      role: entry.role,
      parameters: entry.parameters,
      shown: entry.shown,
      reason: entry.reason,
      former: entry.former,
      current: entry.current,
    },
  };
}

const CEF_SEVERITY = { ordered: 3, done: 3, refused: 5, failed: 7 } as const;

/** ArcSight Common Event Format, revision 26: a head divided by bars, then `key=value` pairs. */
function cefOf(entry: AuditEntry): string {
  const { id, at, requestId, outcome, actor, actorTenant, method, route, source, status, code, reason } = entry;
  const name = `${method} ${route}`;
  const head = ['CEF:0', PRODUCT.vendor, PRODUCT.name, PRODUCT.version, name, `${name} ${outcome}`].map(inHead);
  const extension: [string, string | number | null][] = [
    ['rt', Date.parse(at)],
    ['externalId', id],
    ['suid', actor],
    ['sntdom', actorTenant],
    ['src', source],
    ['requestMethod', method],
    ['request', route],
    ['outcome', outcome],
    ['act', code],
    ['reason', reason],
    ...custom(1, 'requestId', requestId),
    ...custom(2, 'role', entry.role),
    ...custom(3, 'parameters', JSON.stringify(entry.parameters)),
    ...custom(4, 'former', entry.former && JSON.stringify(entry.former)),
    ...custom(5, 'current', entry.current && JSON.stringify(entry.current)),
    ['cn1Label', status === null ? null : 'status'],
    ['cn1', status],
    ['cn2Label', entry.shown === null ? null : 'shown'],
    ['cn2', entry.shown],
  ];
  const pairs = extension.flatMap(([key, value]) => (value === null ? [] : [`${key}=${inExtension(String(value))}`]));
  return `${head.join('|')}|${CEF_SEVERITY[outcome]}|${pairs.join(' ')}`;
}

function custom(number: number, label: string, value: string | null): [string, string | null][] {
  return value === null
    ? []
    : [
        [`cs${number}Label`, label],
        [`cs${number}`, value],
      ];
}

function inHead(text: string): string {
  return text.replace(/[\\|]/g, '\\$&').replace(/[\r\n]+/g, ' ');
}

function inExtension(text: string): string {
  return text.replace(/[\\=]/g, '\\$&').replace(/\r?\n|\r/g, '\\n');
}
