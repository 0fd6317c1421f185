import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ListMediaHosts, type ListedMediaHost } from '@app/media-hosts';
import { Clock, Config, Database, type Statement } from '@app/platform';
import { dayOf, INTERVAL_MS } from '../statistics/interval.js';
import { forecastOf } from '../statistics/month-pace.js';
import { liveOutlook, monthlyOutlook, type QuotaOutlook } from '../statistics/quota-outlook.js';
import { EVERY_TENANT, SessionHourStore } from '../statistics/session-hour.store.js';
import { trendOf } from '../statistics/trend.js';
import { utc } from '../session-view.js';

/** Days that are looked at, today among them. */
const DAYS = 90;
const DAY_MS = INTERVAL_MS.day;
/** Calls of a Monday say more of the next Monday than those of a Sunday. */
const WEEK = 7;

export interface LiveCapacity extends QuotaOutlook {
  now: number;
  /** The most of each day, the oldest first; days on which no recorder looked are not there. */
  peaks: { day: string; calls: number; at: string }[];
}

export interface MonthlyCapacity extends QuotaOutlook {
  /** E.g. `2026-01`. */
  month: string;
  /** Up to when calls are counted; null: none was counted yet. */
  asOf: string | null;
  soFar: number;
  days: { day: string; calls: number }[];
  /** By the end of the month; null: there are too few days to say. */
  forecast: number | null;
}

/** What hosts that take calls have room for, and how many hosts there are of every kind. */
export interface MediaHostCapacity {
  open: number;
  draining: number;
  silent: number;
  maxCalls: number;
  reservedCalls: number;
  freeCalls: number;
}

export interface CapacityView {
  liveCalls: LiveCapacity;
  monthlyCalls: MonthlyCapacity;
  mediaHosts: MediaHostCapacity;
}

/** How much is taken of what the recorder, Graph and the media hosts have room for, and how long that will do. */
export class GetCapacity extends Query<CapacityView> {}

const LIVE: Statement = {
  name: 'recording.live-calls',
  text: `SELECT count(*)::integer AS calls FROM recording_session WHERE ended_at IS NULL`,
};

const PEAKS: Statement = {
  name: 'recording.live-peaks',
  text: `SELECT to_char(day, 'YYYY-MM-DD') AS day, calls, at FROM live_peak p WHERE day >= $1::date ORDER BY p.day`,
};

const CALLS: Statement = {
  name: 'recording.calls-of-days',
  text: `SELECT to_char(hour AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(invitations)::integer AS calls,
      count(*) = 24 AS "isWhole"
    FROM session_hour WHERE tenant_id = '${EVERY_TENANT}' AND hour >= $1 GROUP BY 1 ORDER BY 1`,
};

interface Peak {
  day: string;
  calls: number;
  at: Date;
}

interface CallsOfDay {
  day: string;
  calls: number;
  /** Every hour of it was added up. */
  isWhole: boolean;
}

@QueryHandler(GetCapacity)
export class GetCapacityHandler implements IQueryHandler<GetCapacity> {
  constructor(
    private readonly database: Database,
    private readonly hours: SessionHourStore,
    private readonly queries: QueryBus,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async execute(): Promise<CapacityView> {
    const now = this.clock.now();
    const first = dayOf(new Date(now.getTime() - (DAYS - 1) * DAY_MS));
    const [live, peaks, calls, { asOf }, hosts] = await Promise.all([
      this.database.forPeople(null).query<{ calls: number }>(LIVE),
      this.database.forPeople(null).query<Peak>(PEAKS, [first]),
      this.database.forPeople(null).query<CallsOfDay>(CALLS, [new Date(first)]),
      this.hours.freshness(),
      this.queries.execute(new ListMediaHosts()),
    ]);
    return {
      liveCalls: this.liveCalls(live[0]?.calls ?? 0, peaks, now),
      monthlyCalls: { ...this.monthlyCalls(calls, now), asOf: utc(asOf) },
      mediaHosts: roomOf(hosts),
    };
  }

  private liveCalls(live: number, peaks: readonly Peak[], now: Date): LiveCapacity {
    const figures = peaks.map(({ day, calls }) => ({ day: daysFrom(now, day), value: calls }));
    // The most of today is not known before it is over.
    const trend = trendOf(figures.filter(({ day }) => day < 0));
    const lately = figures.filter(({ day }) => day > -WEEK).map(({ value }) => value);
    return {
      now: live,
      peaks: peaks.map((peak) => ({ ...peak, at: peak.at.toISOString() })),
      ...liveOutlook(this.config.quotas.liveCalls, Math.max(live, ...lately), trend),
    };
  }

  private monthlyCalls(calls: readonly CallsOfDay[], now: Date): Omit<MonthlyCapacity, 'asOf'> {
    const today = dayOf(now);
    const month = today.slice(0, 'YYYY-MM'.length);
    const days = calls.filter(({ day }) => day.startsWith(month)).map((each) => ({ day: each.day, calls: each.calls }));
    const soFar = days.reduce((sum, day) => sum + day.calls, 0);
    const ofToday = days.find(({ day }) => day === today)?.calls ?? 0;
    const whole = calls.filter(({ day, isWhole }) => isWhole && day < today);
    const trend = trendOf(whole.map((each) => ({ day: daysFrom(now, each.day), value: each.calls })));
    const ofMonth = { at: now, before: soFar - ofToday, today: ofToday };
    return {
      ...{ month, soFar, days, forecast: trend && forecastOf(ofMonth, trend) },
      ...monthlyOutlook(this.config.quotas.monthlyCalls, ofMonth, trend),
    };
  }
}

/** How many days after today that day is; less than none before. */
function daysFrom(now: Date, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(dayOf(now))) / DAY_MS);
}

/** Hosts that are silent or shall run empty get no call, so that their room is none. */
function roomOf(hosts: readonly ListedMediaHost[]): MediaHostCapacity {
  const silent = hosts.filter((host) => host.silent);
  const open = hosts.filter((host) => !host.silent && !host.draining && !host.drainOrdered);
  const sum = (of: (host: ListedMediaHost) => number) => open.reduce((total, host) => total + of(host), 0);
  return {
    ...{ open: open.length, draining: hosts.length - open.length - silent.length, silent: silent.length },
    maxCalls: sum(({ maxCalls }) => maxCalls),
    reservedCalls: sum(({ reservedCalls }) => reservedCalls),
    freeCalls: sum(({ maxCalls, reservedCalls }) => Math.max(0, maxCalls - reservedCalls)),
  };
}
