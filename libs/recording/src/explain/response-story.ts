import { isResponse, type AnswerStageName, type StageView } from '../answer-stages.js';
import type { AnswerStage, FactsOf, Missed } from '../recording.events.js';
import { lastOf, type CallFacts } from './call-facts.js';
import { because, refusal } from './codes-of.js';
import { clockOf } from './plain-time.js';

/** What was said to the invitation, where its time went, how Teams took it, and what that means for the user. */
export function responseStory(facts: CallFacts): string[] {
  return [...wayOf(facts.stages), ...doubted(facts), ...said(facts), ...heard(facts), ...consequence(facts)];
}

/** Each stage takes as long as it is behind the one before. */
const STEPS: Readonly<Record<AnswerStageName, string>> = {
  verified: 'token verified',
  stored: 'stored',
  decided: 'decided',
  reserved: 'room at a media host reserved',
  blob: 'its blob received',
  sent: 'sent',
  accepted: 'accepted',
};

/** How far it got before Teams had a say. */
const REACHED: Readonly<Record<AnswerStageName, string>> = {
  verified: 'Its token was verified',
  stored: 'It was stored and taken up',
  decided: 'It was decided',
  reserved: 'Room at a media host was reserved',
  blob: 'The blob of a media host was there',
  sent: 'The response left',
  accepted: 'The response was accepted',
};

function wayOf(stages: readonly StageView[]): string[] {
  const ours = stages.filter(({ stage }) => stage !== 'accepted');
  const last = ours.at(-1);
  if (!last) return [];
  const steps = ours.map(({ stage, ms }, i) => `${STEPS[stage]} ${ms - (ours[i - 1]?.ms ?? 0)} ms`);
  return [`${REACHED[last.stage]} after ${last.ms} ms${steps.length > 1 ? `: ${steps.join(', ')}` : ''}.`];
}

/** An answer of which nobody knew what became of it, and what settled that. */
function doubted(facts: CallFacts): string[] {
  const clock = clockOf(facts.session.receivedAt);
  const undecided = lastOf(facts, 'recording.AnswerUndecided');
  const revived = lastOf(facts, 'recording.CallRevived');
  const why = because(refusal(undecided?.data.code ?? null));
  return [
    ...(undecided ? [`At ${clock(undecided.at)} nobody knew whether the answer was carried out${why}.`] : []),
    ...(revived ? [`It was on record as missed until Teams set the call up at ${clock(revived.at)}.`] : []),
  ];
}

function said(facts: CallFacts): string[] {
  const { response, respondedAt, responseMs, missed, endedAt } = facts.session;
  const clock = clockOf(facts.session.receivedAt);
  const when = `at ${clock(respondedAt)}, ${responseMs ?? 0} ms after the invitation`;
  const lost = missed ? [missedWords(missed)] : [];
  switch (response) {
    case 'answered':
      return [`Teams ${howAccepted(facts)} ${when}${requestOf(facts)}.`];
    case 'rejected':
      return [...lost, `Teams was told ${rejection(facts)} ${when}.`];
    case 'redirected':
      return [`Teams was told to redirect it ${when}${ringing(facts)}.`];
    case 'missed':
      return [...lost, `It is on record as missed since ${clock(missedAt(facts))}.`];
    case null:
      return [...lost, endedAt ? 'It ended before Teams was told anything.' : 'Teams has not been told anything yet.'];
  }
}

/** Without a reply of Graph's, Teams showed it by setting the call up. */
function howAccepted(facts: CallFacts): string {
  const attempts = lastOf(facts, 'recording.CallAnswered')?.data.attempts ?? 1;
  if (attempts === 0) return 'showed that it took the answer by setting the call up';
  return attempts === 1 ? 'accepted the answer' : `accepted the answer, which was sent ${attempts} times,`;
}

/** What Microsoft's support asks for. */
function requestOf(facts: CallFacts): string {
  const requestId = lastOf(facts, 'recording.CallAnswered')?.data.requestId;
  return requestId ? ` (request ${requestId})` : '';
}

/** Every reply of Graph's to the answer, or to what was said in its place, and how long each took. */
function heard({ events }: CallFacts): string[] {
  const replies = events.flatMap((event) =>
    event.type === 'recording.GraphAsked' && isResponse(event.data.verb) ? [replyWords(event.data)] : [],
  );
  return replies.length > 0 ? [`Graph replied ${replies.join(', then ')}.`] : [];
}

function replyWords({ status, noReply, tookMs }: FactsOf<'recording.GraphAsked'>): string {
  return status === null ? `nothing within ${tookMs} ms (${noReply})` : `${status} after ${tookMs} ms`;
}

function rejection(facts: CallFacts): string {
  const reason = lastOf(facts, 'recording.CallRejected')?.data.reason;
  return reason === undefined ? 'that it is declined' : `that it is declined as ${reason}`;
}

function ringing(facts: CallFacts): string {
  const seconds = lastOf(facts, 'recording.CallRedirected')?.data.timeoutSeconds ?? null;
  return seconds === null ? '' : `, and to let it ring for ${seconds} s`;
}

function missedAt(facts: CallFacts): Date | string | null {
  return lastOf(facts, 'recording.ResponseMissed')?.at ?? facts.session.endedAt;
}

const GOT_AS_FAR_AS: Readonly<Record<AnswerStage, string>> = {
  received: 'nobody had decided it',
  decided: 'it was decided, and no media host had made its blob',
  prepared: 'it was prepared, and had not left',
  sent: 'it had been sent, and Graph had not accepted it',
};

function missedWords({ stage, cause, code }: Missed): string {
  const why = because(refusal(code));
  switch (cause) {
    case 'deadlinePassed':
      return `The time for an answer was up: ${GOT_AS_FAR_AS[stage]}.`;
    case 'noMediaHost':
      return 'No media host could take the call in time.';
    case 'callGone':
      return `Graph no longer had the call when it was to be told${why}.`;
    case 'graphRefused':
      return `Graph refused what it was told${why}.`;
    case 'graphThrottled':
      return `Graph throttled the recorder until the time was up${why}.`;
    case 'graphUnavailable':
      return `Graph failed or was out of reach until the time was up${why}.`;
    case 'noToken':
      return `Nothing could be said to Graph${why}.`;
  }
}

/** Teams' own rule decides it: the flags of the policy's association (protocol §13.2). */
function consequence({ session: { kind, response } }: CallFacts): string[] {
  if (kind !== 'policyRecording' || (response !== 'rejected' && response !== 'missed')) return [];
  return ['Whether the user could go on hung on their policy in Teams, which says what holds when no recorder joins.'];
}
