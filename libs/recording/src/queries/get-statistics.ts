import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Clock, Database, type Statement } from '@app/platform';
import { ANSWER_MS, estimatedTimes, SUMMED_STEPS, type AnswerTimes } from '../statistics/answer-times.js';
import { COUNTED, NO_CALLS, SUMMED, type Counts, type Figures } from '../statistics/figures.js';
import { INTERVAL_MS, type StatisticsInterval } from '../statistics/interval.js';
import { EVERY_TENANT, SessionHourStore } from '../statistics/session-hour.store.js';
import { utc } from '../session-view.js';

/** Both times are at the border of two buckets. */
export interface StatisticsRange {
  interval: StatisticsInterval;
  from: Date;
  /** The end of the last bucket. */
  to: Date;
}

export interface StatisticsView {
  interval: StatisticsInterval;
  from: string;
  to: string;
  /** Up to when what happened is counted; null: nothing was added up yet. */
  asOf: string | null;
  /** Calls of before are not counted yet; null: none is missing. */
  since: string | null;
  totals: Figures;
  /** The oldest first. */
  buckets: (Figures & { from: string })[];
}

/**
 * What became of invitations, by when they came in. By the minute sessions themselves are counted. By the hour and the
 * day it is what a job has added up: counts as of its last run, and answer times estimated, all but the longest.
 */
export class GetStatistics extends Query<StatisticsView> {
  constructor(
    /** The only tenant whose calls may be counted; null: every tenant's. */
    readonly tenantScope: string | null,
    readonly tenantId: string | undefined,
    readonly range: StatisticsRange,
  ) {
    super();
  }
}

/** Each bucket that has calls, and all of them together without a time. */
const BY_MINUTE: Statement = {
  name: 'recording.statistics-by-minute',
  text: `
    SELECT bucket AS "from", ${COUNTED}, max(answer_ms) AS "maxMs",
      percentile_disc('{0.5, 0.95, 0.99}'::float8[]) WITHIN GROUP (ORDER BY answer_ms) AS ranks
    FROM (
      SELECT date_bin('1 minute', received_at, timestamptz 'epoch') AS bucket, response, recording_status,
        recording_started_at, ${ANSWER_MS} AS answer_ms
      FROM recording_session
      WHERE received_at >= $1 AND received_at < $2 AND ($3::text IS NULL OR tenant_id = $3)
        AND ($4::text IS NULL OR tenant_id = $4)) s
    GROUP BY GROUPING SETS ((bucket), ())`,
  // For a person, who would rather wait than be refused.
  mayTakeMs: 9_000,
};

/** The same of what was added up. */
const BY_HOURS: Statement = {
  name: 'recording.statistics-by-hours',
  text: `
    SELECT bucket AS "from", ${SUMMED}, max(answer_ms_max) AS "maxMs", ${SUMMED_STEPS} AS "onEachStep"
    FROM (
      SELECT *, date_bin($5::interval, hour, timestamptz 'epoch') AS bucket FROM session_hour
      WHERE tenant_id = coalesce($3::text, $4::text, '${EVERY_TENANT}') AND ($4::text IS NULL OR tenant_id = $4)
        AND hour >= $1 AND hour < $2) h
    GROUP BY GROUPING SETS ((bucket), ())`,
};

type Row<Times> = Counts & Times & { /** Null: of all buckets together. */ from: Date | null; maxMs: number | null };
interface Counted {
  from: Date | null;
  figures: Figures;
}

@QueryHandler(GetStatistics)
export class GetStatisticsHandler implements IQueryHandler<GetStatistics> {
  constructor(
    private readonly database: Database,
    private readonly hours: SessionHourStore,
    private readonly clock: Clock,
  ) {}

  async execute({ tenantScope, tenantId, range }: GetStatistics): Promise<StatisticsView> {
    const { interval, from, to } = range;
    const wanted = [from, to, tenantScope, tenantId ?? null];
    const people = this.database.forPeople(tenantScope);
    if (interval === 'minute') {
      const asOf = this.clock.now();
      const rows = await people.query<Row<{ ranks: number[] | null }>>(BY_MINUTE, wanted);
      return viewOf(range, rows.map(exact), { asOf, since: null });
    }
    const { asOf, first, firstCall } = await this.hours.freshness();
    const length = `${INTERVAL_MS[interval]} milliseconds`;
    const rows = await people.query<Row<{ onEachStep: number[] }>>(BY_HOURS, [...wanted, length]);
    const isCutOff = first !== null && firstCall !== null && firstCall < first && from < first;
    return viewOf(range, rows.map(estimated), { asOf, since: isCutOff ? first : null });
  }
}

function exact({ from, ranks, maxMs, ...counts }: Row<{ ranks: number[] | null }>): Counted {
  return { from, figures: { ...counts, answerMs: ranks && maxMs !== null ? timesOf(ranks, maxMs) : null } };
}

function timesOf([p50, p95, p99]: readonly number[], max: number): AnswerTimes {
  return { p50: p50 ?? max, p95: p95 ?? max, p99: p99 ?? max, max };
}

function estimated({ from, onEachStep, maxMs, ...counts }: Row<{ onEachStep: number[] }>): Counted {
  return { from, figures: { ...counts, answerMs: estimatedTimes(onEachStep, maxMs) } };
}

/** With every bucket of the range, also those without a call. */
function viewOf(
  { interval, from, to }: StatisticsRange,
  counted: readonly Counted[],
  { asOf, since }: { asOf: Date | null; since: Date | null },
): StatisticsView {
  const figures = new Map(counted.map((each) => [each.from?.getTime() ?? null, each.figures]));
  const buckets: StatisticsView['buckets'] = [];
  for (let time = from.getTime(); time < to.getTime(); time += INTERVAL_MS[interval])
    buckets.push({ from: new Date(time).toISOString(), ...(figures.get(time) ?? NO_CALLS) });
  return {
    ...{ interval, from: from.toISOString(), to: to.toISOString(), asOf: utc(asOf), since: utc(since) },
    totals: figures.get(null) ?? NO_CALLS,
    buckets,
  };
}
