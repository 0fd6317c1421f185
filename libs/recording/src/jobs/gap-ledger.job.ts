import { Injectable } from '@nestjs/common';
import { Database, Log, Metrics, type Job, type Transaction } from '@app/platform';
import { ConversationFacts, type PersonFacts } from '../coverage/conversation-facts.store.js';
import { GapLedger, type FoundGap } from '../gaps/gap-ledger.store.js';
import { gapsOf, type OwingLeg } from '../gaps/gaps.js';

export const GAP_LEDGER_SECONDS = 1;
/** As long after the last word of a call that has ended nothing of it is taken back any more (docs/adr/0013). */
export const QUIET_MS = 60_000;
/** Of one transaction; those of a run, together. */
const MOST = 100;
/** A replica that stops waits for it, and calls come first. */
const RUN_MS = 500;
/** As many as a line of the log can name. */
const MOST_NAMED = 20;

/**
 * Holds what each conversation owed against what was kept, once its calls are over, and notes what is missing with its
 * cause: every obligation ends covered or as a gap in the ledger. Whatever is heard later of one of its calls has it
 * settled anew. What is to be settled is stored with what was heard, so no death of a replica loses it.
 */
@Injectable()
export class GapLedgerJob implements Job {
  readonly name = 'recording.gap-ledger';
  private readonly gaps;

  constructor(
    private readonly database: Database,
    private readonly ledger: GapLedger,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const help = 'Stretches that policy wanted recorded and nobody kept, by cause';
    this.gaps = metrics.counter('coverage_gaps_total', help, ['cause']);
  }

  async run(at: Date): Promise<void> {
    const until = performance.now() + RUN_MS;
    let settled;
    do settled = await this.database.transaction((tx) => this.settleDue(tx, at));
    while (settled === MOST && performance.now() < until);
  }

  private async settleDue(tx: Transaction, at: Date): Promise<number> {
    const due = await this.ledger.takeDue(tx, new Date(at.getTime() - QUIET_MS), MOST);
    const over = due.filter(({ isOver }) => isOver).map(({ conversationId }) => conversationId);
    if (over.length === 0) return due.length;
    const facts = new ConversationFacts(tx);
    const legs = await this.ledger.owing(tx, await facts.legs(...over));
    const people = await facts.of(legs, await facts.people(legs));
    const gaps = people.flatMap((person) => gapsOfPerson(legs, person));
    this.ledger.settle(tx, over, gaps, at, (found) => this.tell(found));
    return due.length;
  }

  private tell(found: readonly FoundGap[]): void {
    for (const { cause } of found) this.gaps.inc({ cause });
    const unexplained = found.filter(({ cause }) => cause === 'unexplained');
    if (unexplained.length === 0) return;
    this.log.error('nobody knows why people under policy were not recorded', {
      gaps: unexplained.length,
      named: unexplained.slice(0, MOST_NAMED).map(({ gapId, conversationId }) => ({ gapId, conversationId })),
    });
  }
}

function gapsOfPerson(legs: readonly OwingLeg[], facts: PersonFacts) {
  const own = legs.filter(({ conversationId }) => conversationId === facts.person.conversationId);
  return gapsOf(own, facts).map((gap) => ({ ...gap, person: facts.person }));
}
