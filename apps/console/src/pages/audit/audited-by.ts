import type { Filters } from '../../api/questions.js';
import { oneOf, textIn } from '../../parts/address.js';

/** Filters of the admin API, by their names there and in the address. */
export const AUDITED_BY = ['actor', 'outcome', 'method', 'route', 'from', 'to'] as const;

export const OUTCOMES = ['ordered', 'done', 'refused', 'failed'] as const;
export const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** What the address says, as the API takes it. */
export function auditedIn(asked: URLSearchParams): Filters<'/admin/v1/audit'> {
  return {
    actor: textIn(asked, 'actor'),
    outcome: oneOf(OUTCOMES, asked.get('outcome')),
    method: oneOf(METHODS, asked.get('method')),
    route: textIn(asked, 'route'),
    from: textIn(asked, 'from'),
    to: textIn(asked, 'to'),
  };
}
