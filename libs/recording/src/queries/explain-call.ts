import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { normaliseCallId, normaliseId } from '@app/graph-comms';
import { Clock, Database } from '@app/platform';
import type { Stretch } from '../coverage/stretches.js';
import { foundStory, unknownCallStory, uninvitedStory, type Scope } from '../explain/search-story.js';
import type { Verdict } from '../explain/verdict.js';
import { RecorderUptime } from '../uptime/recorder-uptime.store.js';
import { uptimeIn, type Uptime } from '../uptime/uptime-in.js';
import { callById, callsOfUser, lastInvitation, mentionsOf } from './asked-calls.js';
import { explainedCalls, type ExplainedCall } from './explained-calls.js';

/** Of one call, or of a user about a time. */
export type ExplainQuestion = { callId: string } | { user: string; at: Date | null };

export interface StretchView {
  from: string;
  to: string;
}

/** When the service could take invitations, within the time that was searched. */
export interface UptimeView {
  up: StretchView[];
  gaps: StretchView[];
  /** Of the time before this nothing is known; null: of no time at all. */
  notedSince: string | null;
}

/** What became of a call, or of a user's calls about a time, and why; or why there is none. */
export interface Explanation {
  /** Of the first of `calls`; `neverInvited`: there is none. */
  verdict: Verdict | 'neverInvited';
  sentences: string[];
  /** Null: everything on record, for a call that has this id. */
  searched: StretchView | null;
  /** The nearest to the time asked about first. */
  calls: ExplainedCall[];
  /** Of a user who was never invited in the time that was searched. */
  uptime: UptimeView | null;
}

/** Tells why a call was recorded or was not, answered or not, in plain sentences. */
export class ExplainCall extends Query<Explanation> {
  constructor(
    /** The only tenant whose calls may be explained; null: every tenant's. Others' are as if they had never been. */
    readonly tenantScope: string | null,
    readonly question: ExplainQuestion,
  ) {
    super();
  }
}

/** People tell the time at which they gave up, or the one that their calendar shows. */
const SEARCHED_BEFORE_MS = 5 * 60_000;
const SEARCHED_AFTER_MS = 2 * 60_000;

@QueryHandler(ExplainCall)
export class ExplainCallHandler implements IQueryHandler<ExplainCall> {
  constructor(
    private readonly database: Database,
    private readonly queries: QueryBus,
    private readonly uptime: RecorderUptime,
    private readonly clock: Clock,
  ) {}

  execute({ tenantScope, question }: ExplainCall): Promise<Explanation> {
    if ('callId' in question) return this.ofCall(normaliseCallId(question.callId), tenantScope);
    const now = this.clock.now();
    const at = question.at && question.at < now ? question.at : now;
    return this.ofUser(normaliseId(question.user), at, now, tenantScope);
  }

  private async ofCall(callId: string, tenantScope: string | null): Promise<Explanation> {
    const asks = this.database.forPeople(tenantScope);
    const found = await callById(asks, callId, tenantScope);
    const calls = await explainedCalls(asks, tenantScope, this.queries, found);
    const [first] = calls;
    const common = { searched: null, calls, uptime: null };
    if (first) return { ...common, verdict: first.verdict, sentences: [`Call ${callId} is on record.`] };
    const mentions = await mentionsOf(asks, callId, tenantScope);
    return { ...common, verdict: 'neverInvited', sentences: unknownCallStory(callId, scopeOf(tenantScope), mentions) };
  }

  private async ofUser(user: string, at: Date, now: Date, tenantScope: string | null): Promise<Explanation> {
    const searched = searchedAbout(at, now);
    const asks = this.database.forPeople(tenantScope);
    const found = await callsOfUser(asks, { user, searched, at }, tenantScope);
    const calls = await explainedCalls(asks, tenantScope, this.queries, found);
    const [first] = calls;
    const common = { searched: stretchView(searched), calls };
    if (first) {
      const sentences = foundStory(user, searched, at, calls.length);
      return { ...common, verdict: first.verdict, sentences, uptime: null };
    }
    const [noted, before] = await Promise.all([
      this.uptime.overlapping(searched),
      lastInvitation(asks, user, new Date(searched.from), tenantScope),
    ]);
    const uptime = uptimeIn(searched, noted, now);
    const sentences = uninvitedStory({ user, scope: scopeOf(tenantScope), searched, uptime, before });
    return { ...common, verdict: 'neverInvited', sentences, uptime: uptimeView(uptime) };
  }
}

/** What lies ahead nobody can know. */
function searchedAbout(at: Date, now: Date): Stretch {
  return {
    from: at.getTime() - SEARCHED_BEFORE_MS,
    to: Math.min(at.getTime() + SEARCHED_AFTER_MS, now.getTime()),
  };
}

function scopeOf(tenantScope: string | null): Scope {
  return tenantScope === null ? 'everybody' : 'oneTenant';
}

function stretchView({ from, to }: Stretch): StretchView {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

function uptimeView({ up, gaps, notedSince }: Uptime): UptimeView {
  return {
    up: up.map(stretchView),
    gaps: gaps.map(stretchView),
    notedSince: notedSince && notedSince.toISOString(),
  };
}
