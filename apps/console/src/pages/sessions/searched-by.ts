import type { Filters } from '../../api/questions.js';
import { flagIn, oneOf, textIn } from '../../parts/address.js';

/** Filters of the admin API that the search offers, by their names there and in the address. */
export const SEARCHED_BY = [
  'userId',
  'callId',
  'callChainId',
  'policyIdentifier',
  'recordingStatus',
  'active',
  'from',
  'to',
] as const;
export type SearchedBy = (typeof SEARCHED_BY)[number];

export const STATUSES = ['recording', 'notRecording', 'failed'] as const;

export type Search = Partial<Record<SearchedBy, string>>;

/** What of a search is filled in, for the address. */
export function searchParams(search: Search): URLSearchParams {
  const given = SEARCHED_BY.flatMap((name) => {
    const value = search[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value]];
  });
  return new URLSearchParams(given);
}

/** What the address says, as the API takes it. */
export function filtersIn(asked: URLSearchParams): Filters<'/admin/v1/sessions'> {
  return {
    userId: textIn(asked, 'userId'),
    callId: textIn(asked, 'callId'),
    callChainId: textIn(asked, 'callChainId'),
    policyIdentifier: textIn(asked, 'policyIdentifier'),
    recordingStatus: oneOf(STATUSES, asked.get('recordingStatus')),
    active: flagIn(asked.get('active')),
    from: textIn(asked, 'from'),
    to: textIn(asked, 'to'),
  };
}
