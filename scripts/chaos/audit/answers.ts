import { DATABASE, type Outages } from '../outages.js';
import type { StormLeg } from '../storm-control.js';
import { byCall, storedId, takenAt, type Evidence, type Finding, type NameOf } from './evidence.js';

/** Teams waits so long for an answer; the recorder's own hard stop is half a second before. */
const TEAMS_WAITS_MS = 5_000;
const HARD_STOP_MS = 4_500;
/** What a rescue may take (docs/architecture.md §6): an answer in less is promised by nobody. */
const RESCUE_MS = 1_500;
/** Who stood still for longer than a lease goes on with what somebody else may have taken over. */
const LEASE_LOST_MS = 2_000;
const REPEAT_MS = 1_500;
const RETRY_AFTER_MS = 1_000;
/** With less left nothing is sent any more. */
const LEAST_ATTEMPT_MS = 200;
/** What Postgres does not take at once after a restart. */
const BACK_MS = 1_000;

export interface Answers {
  answered: number;
  declined: number;
  /** Teams ended the call before anybody had to answer. */
  withdrawn: number;
  missed: Finding[];
  /** Missed, and no service could have answered: the rule is in docs/reliability.md. */
  excused: Finding[];
  /** Answers to a call that had one, from somebody who had to know. */
  twice: Finding[];
}

export function auditAnswers({ storm, settled, outages }: Evidence, nameOf: NameOf): Answers {
  const sessions = byCall(settled.sessions);
  const result: Answers = { answered: 0, declined: 0, withdrawn: 0, missed: [], excused: [], twice: [] };
  for (const leg of storm.legs) {
    const why = answeredTwice(leg, outages, nameOf);
    if (why) result.twice.push({ callId: leg.callId, what: why });
    if (leg.answeredAt !== null) result.answered += 1;
    else if (leg.rejectReason !== null || leg.result === '200/0') result.declined += 1;
    else if (leg.result !== '408/8544') result.withdrawn += 1;
    else {
      const [session] = sessions.get(storedId(leg.callId)) ?? [];
      const onRecord = session?.missed ? `${session.missed.stage}: ${session.missed.cause}` : 'not on record as missed';
      const excuse = excuseOf(leg, outages, nameOf);
      if (excuse) result.excused.push({ callId: leg.callId, what: `${excuse} (${onRecord})` });
      else result.missed.push({ callId: leg.callId, what: `${onRecord}; ${storyOf(leg)}` });
    }
  }
  return result;
}

/** Why no service could have answered in time, or null. */
function excuseOf(leg: StormLeg, outages: Outages, nameOf: NameOf): string | null {
  const taken = takenAt(leg);
  if (taken === null) {
    // Whoever is told of it when Teams has given up could not help it any more.
    const inTime = leg.posts.filter(({ at }) => at < leg.invitedAt + TEAMS_WAITS_MS);
    const unexcused = inTime.filter(({ url, at, durationMs }) => {
      const name = nameOf(url);
      const recorderOut = name !== null && outages.isOut(name, at, at + durationMs);
      return !recorderOut && !outages.isOut(DATABASE, at - BACK_MS, at + durationMs);
    });
    return inTime.length > 0 && unexcused.length === 0 ? 'refused while Postgres or that recorder was out' : null;
  }
  if (isCutOff(leg)) return 'Graph cut off the answer, and there was no leave to repeat it';
  if (isThrottledTooLong(leg)) return 'Graph wanted no further answer before the hard stop';
  if (hadNoSecondChance(leg, outages)) return 'Graph put off the answer, and then Postgres or every recorder was out';
  const service = outages.longestService(taken, leg.invitedAt + HARD_STOP_MS);
  return service < RESCUE_MS ? `after its 202 there were ${Math.round(service)} ms of service` : null;
}

/** What may have been carried out is repeated once, and not with less time left than Graph takes (docs/architecture.md §6). */
function isCutOff({ answersSeen, invitedAt }: StormLeg): boolean {
  const inTime = answersSeen.filter(({ at }) => at <= invitedAt + HARD_STOP_MS);
  const last = inTime.at(-1);
  if (last?.status !== null) return false;
  return inTime.filter(({ status }) => status === null).length > 1 || last.at > invitedAt + HARD_STOP_MS - REPEAT_MS;
}

/** Graph had not done what was asked, and when it might be asked again there was no time of service to do so. */
function hadNoSecondChance({ answersSeen, invitedAt }: StormLeg, outages: Outages): boolean {
  const last = answersSeen.at(-1);
  if (last?.status !== 429 && last?.status !== 503) return false;
  const again = last.at + (last.status === 429 ? RETRY_AFTER_MS : 0);
  return outages.longestService(again, invitedAt + HARD_STOP_MS) < LEAST_ATTEMPT_MS;
}

/** Retry-After is obeyed, and the storm's is 1 s. */
function isThrottledTooLong({ answersSeen, invitedAt }: StormLeg): boolean {
  const last = answersSeen.at(-1);
  return last?.status === 429 && last.at + RETRY_AFTER_MS > invitedAt + HARD_STOP_MS - LEAST_ATTEMPT_MS;
}

/**
 * Graph takes one answer. Another one after it is no fault when its sender could not know: the reply to the first was cut
 * off; whoever got it, or Postgres, was out before it could be stored; or the second was on its way when its sender was
 * stopped.
 */
function answeredTwice(leg: StormLeg, outages: Outages, nameOf: NameOf): string | null {
  const { answersSeen, answeredAt } = leg;
  const keys = new Set(answersSeen.flatMap(({ callbackUri }) => callbackUri?.split('/').at(-1) ?? []));
  if (keys.size > 1) return `by ${keys.size} sessions`;
  if (answeredAt === null) return null;
  const first = answersSeen.filter(({ at, status }) => at <= answeredAt && (status === 202 || status === null)).at(-1);
  const later = answersSeen.filter((seen) => first && seen !== first && seen.at >= first.at);
  if (!first || later.length === 0 || first.status === null) return null;
  const sender = first.callbackUri === null ? null : nameOf(first.callbackUri);
  const isOut = (name: string | null, from: number, to: number): boolean =>
    name !== null && outages.isOut(name, from, to);
  const inexcusable = later.filter(({ at, callbackUri }) => {
    const other = callbackUri === null ? null : nameOf(callbackUri);
    return !(
      isOut(sender, first.at - LEASE_LOST_MS, at) ||
      isOut(other, at - LEASE_LOST_MS, at) ||
      isOut(DATABASE, first.at - BACK_MS, at)
    );
  });
  return inexcusable.length === 0 ? null : `again ${inexcusable.map(({ at }) => at - first.at).join(', ')} ms after`;
}

function storyOf({ posts, invitedAt, answersSeen }: StormLeg): string {
  const after = (at: number): string => `+${Math.round(at - invitedAt)}`;
  const posted = posts.map(({ at, url, status }) => `${after(at)} ${new URL(url).port} ${status ?? 'no reply'}`);
  const answers = answersSeen.map(({ at, status }) => `${after(at)} ${status ?? 'cut off'}`);
  return `posts ${posted.join(', ') || 'none'}; answers ${answers.join(', ') || 'none'}; Teams waits ${TEAMS_WAITS_MS}`;
}
