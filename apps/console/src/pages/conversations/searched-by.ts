import type { Filters } from '../../api/questions.js';
import { flagIn, textIn } from '../../parts/address.js';

/** Filters of the admin API that the search offers, by their names there and in the address. */
export const SEARCHED_BY = ['active', 'from', 'to'] as const;

/** What the address says, as the API takes it. */
export function filtersIn(asked: URLSearchParams): Filters<'/admin/v1/conversations'> {
  return { active: flagIn(asked.get('active')), from: textIn(asked, 'from'), to: textIn(asked, 'to') };
}
