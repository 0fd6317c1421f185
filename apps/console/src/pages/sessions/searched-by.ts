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

export type Search = Partial<Record<SearchedBy, string>>;

/** What of a search is filled in, for the address. */
export function searchParams(search: Search): URLSearchParams {
  const given = SEARCHED_BY.flatMap((name) => {
    const value = search[name]?.trim() ?? '';
    return value === '' ? [] : [[name, value]];
  });
  return new URLSearchParams(given);
}
