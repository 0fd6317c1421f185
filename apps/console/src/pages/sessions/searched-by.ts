import type { Filters } from '../../api/questions.js';
import { flagIn, oneOf, textIn } from '../../parts/address.js';

/** Filters of the admin API that the search offers, by their names there and in the address. */
export const SEARCHED_BY = [
  'userId',
  'callId',
  'callChainId',
  'policyIdentifier',
  'response',
  'recordingStatus',
  'unrecorded',
  'flagged',
  'active',
  'from',
  'to',
] as const;

export const RESPONSES = ['answered', 'rejected', 'redirected', 'missed'] as const;
export const STATUSES = ['recording', 'notRecording', 'failed'] as const;

/** What the address says, as the API takes it. */
export function filtersIn(asked: URLSearchParams): Filters<'/admin/v1/sessions'> {
  return {
    userId: textIn(asked, 'userId'),
    callId: textIn(asked, 'callId'),
    callChainId: textIn(asked, 'callChainId'),
    policyIdentifier: textIn(asked, 'policyIdentifier'),
    response: oneOf(RESPONSES, asked.get('response')),
    recordingStatus: oneOf(STATUSES, asked.get('recordingStatus')),
    unrecorded: flagIn(asked.get('unrecorded')),
    flagged: flagIn(asked.get('flagged')),
    active: flagIn(asked.get('active')),
    from: textIn(asked, 'from'),
    to: textIn(asked, 'to'),
  };
}
