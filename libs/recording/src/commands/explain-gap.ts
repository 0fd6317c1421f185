import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock, Database, type Statement } from '@app/platform';
import { GAP_FIELDS, gapOf, type GapRow, type GapView } from '../gaps/gap-view.js';
import { NoSuchGap } from '../recording.errors.js';

export interface ExplainedGap {
  former: GapView;
  current: GapView;
}

/** Notes what somebody found out about a gap, in place of what was noted before. Throws NoSuchGap. */
export class ExplainGap extends Command<ExplainedGap> {
  constructor(
    /** The only tenant whose gaps may be explained; null: every tenant's. */
    readonly tenantScope: string | null,
    readonly gapId: string,
    readonly text: string,
    /** Object id of who explains it. */
    readonly by: string,
  ) {
    super();
  }
}

const LOCK: Statement = {
  name: 'gap.lock',
  text: `SELECT ${GAP_FIELDS} FROM coverage_gap WHERE gap_id = $1 AND ($2::text IS NULL OR tenant_id = $2) FOR UPDATE`,
};

const EXPLAIN: Statement = {
  name: 'gap.explain',
  text: `UPDATE coverage_gap SET explanation = $2, explained_by = $3, explained_at = $4 WHERE gap_id = $1
    RETURNING ${GAP_FIELDS}`,
};

@CommandHandler(ExplainGap)
export class ExplainGapHandler implements ICommandHandler<ExplainGap> {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  execute({ tenantScope, gapId, text, by }: ExplainGap): Promise<ExplainedGap> {
    return this.database.transaction(async (tx) => {
      const [former] = await tx.query<GapRow>(LOCK, [gapId, tenantScope]);
      if (!former) throw new NoSuchGap(gapId);
      const [current] = await tx.query<GapRow>(EXPLAIN, [gapId, text, by, this.clock.now()]);
      return { former: gapOf(former), current: gapOf(current ?? former) };
    });
  }
}
