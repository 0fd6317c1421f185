import type { Transaction } from '@app/platform';

/** The transaction as one change sees it: it is known whether it did anything there. */
export function watched(tx: Transaction): Transaction & { wasUsed: boolean } {
  return {
    wasUsed: false,
    afterCommit: (act) => tx.afterCommit(act),
    query(statement, values) {
      this.wasUsed = true;
      return tx.query(statement, values);
    },
    queryTogether(statement, asked) {
      this.wasUsed = true;
      return tx.queryTogether(statement, asked);
    },
    queryLast(statement, values, stored) {
      this.wasUsed = true;
      tx.queryLast(statement, values, stored);
    },
  };
}
