import type { GraphErrorBody } from './graph-error-body.js';
import type { GraphFailureCategory } from './graph-comms.errors.js';

/**
 * Codes that decide whatever status they came with: nobody has written down the status of some, and others were seen
 * with several (protocol §8.2, §8.3).
 */
const BY_CODE: Readonly<Record<string, GraphFailureCategory>> = {
  '8522': 'gone', // call not found
  '8537': 'gone', // no keepAlive in time, cleaned up
  '8506': 'refused', // not a compliance recording call
  '7503': 'refused', // application not registered
  '7504': 'refused', // permissions missing in this tenant
  '7505': 'refused', // token of another tenant
  '7507': 'refused', // invalid source identity
  '2203': 'refused', // media, certificate or configuration fault
  toomanyrequests: 'throttled',
  invalidauthenticationtoken: 'refused',
};

/** How a reply without success is to be understood: by code and subcode first, then by status (protocol §8.2). */
export function graphErrorCategory(status: number, { code, subcode }: GraphErrorBody): GraphFailureCategory {
  const known = BY_CODE[code?.toLowerCase() ?? ''] ?? BY_CODE[String(subcode)];
  if (known) return known;
  if (status === 404 || status === 410) return 'gone';
  if (status === 429) return 'throttled';
  return status === 408 || status >= 500 ? 'retry' : 'refused';
}
