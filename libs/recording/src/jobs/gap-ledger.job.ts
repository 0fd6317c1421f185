import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Log, Metrics, type Job } from '@app/platform';
import { ConversationFacts } from '../coverage/conversation-facts.store.js';
import { groupBy } from '../coverage/group-by.js';
import { GapLedger, type FoundGap } from '../gaps/gap-ledger.store.js';
import { gapsOf } from '../gaps/gaps.js';

export const GAP_LEDGER_SECONDS = 1;
/** As long after the last word of a call that has ended nothing of it is taken back any more (docs/adr/0013). */
export const QUIET_MS = 60_000;
/** Together; those of a run, in so many turns. */
const MOST = 100;
/** A replica that stops waits for it, and calls come first. */
const RUN_MS = 500;
/** As many as a line of the log can name. */
const MOST_NAMED = 20;

/**
 * Holds what each conversation owed against what was kept, once its calls are over, and notes what is missing with its
 * cause: every obligation ends covered or as a gap in the ledger. Whatever is heard later of one of its calls has it
 * settled anew. What is to be settled is stored with what was heard, so no death of a replica loses it; doing it twice
 * changes nothing.
 */
@Injectable()
export class GapLedgerJob implements Job {
  readonly name = 'recording.gap-ledger';
  private readonly gaps;
  private isFirst = true;

  constructor(
    private readonly facts: ConversationFacts,
    private readonly ledger: GapLedger,
    private readonly log: Log,
    metrics: Metrics,
  ) {
    const help = 'Stretches that policy wanted recorded and nobody kept, by cause';
    this.gaps = metrics.counter('coverage_gaps_total', help, ['cause']);
  }

  async run(at: Date): Promise<void> {
    if (this.isFirst) await this.ledger.unsettleRecent(at);
    this.isFirst = false;
    const until = performance.now() + RUN_MS;
    let settled;
    do settled = await this.settleDue(at);
    while (settled === MOST && performance.now() < until);
  }

  private async settleDue(at: Date): Promise<number> {
    const due = await this.ledger.due(new Date(at.getTime() - QUIET_MS), MOST);
    if (due.length === 0) return 0;
    const over = due.filter(({ isOver }) => isOver).map(({ conversationId }) => conversationId);
    const gaps = over.length > 0 ? await this.gapsOf(over) : [];
    await this.ledger.settle(due, gaps, at, (found) => this.tell(found));
    return due.length;
  }

  private async gapsOf(conversationIds: readonly string[]) {
    const legs = await this.ledger.owing(await this.facts.legs(...conversationIds));
    const legsOf = groupBy(legs, ({ conversationId }) => conversationId);
    const gaps = [];
    for (const person of await this.facts.of(legs, await this.facts.people(legs))) {
      const own = gapsOf(legsOf.get(person.person.conversationId) ?? [], person);
      gaps.push(...own.map((gap) => ({ ...gap, person: person.person })));
      // Large meetings take long, and somebody may be waiting for an answer.
      await setImmediate();
    }
    return gaps;
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
