import type { paths } from '@app/admin-client';

/** What a dry run can be of. */
export const WAYS = [
  { value: 'session', name: 'a past call' },
  { value: 'parts', name: 'a call under a policy of Teams' },
  { value: 'notification', name: 'a notification of Teams' },
] as const;
export type Way = (typeof WAYS)[number]['value'];
type Tried = paths['/admin/v1/policies/dry-run']['post']['requestBody']['content']['application/json'];

/**
 * What the form says, as the API takes it. `tenantId` is empty where none was typed: a notification mostly names its own.
 * @throws SyntaxError when the notification is no JSON
 */
export function triedCall(way: Way, text: string, tenantId: string): Tried {
  switch (way) {
    case 'session':
      return { sessionId: text };
    case 'parts':
      return {
        call: {
          kind: text === '' ? 'direct' : 'policyRecording',
          tenantId,
          policyIdentifier: text === '' ? null : text,
        },
      };
    case 'notification':
      return { notification: JSON.parse(text) as Record<string, unknown>, ...(tenantId !== '' && { tenantId }) };
  }
}
