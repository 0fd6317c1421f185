import type { SessionView } from '../session-view.js';
import { firstOf, type CallFacts } from './call-facts.js';

/**
 * What became of an invitation, in a word. `recorded`: a media host has said that it keeps media; `answerRefused`:
 * Graph refused what it was told; `missed`: Teams was told nothing in time, or `busy` for want of a media host;
 * `withdrawn`: the call ended before Teams was told anything; `inProgress`: it is not settled yet.
 */
export type Verdict =
  | 'recorded'
  | 'answeredNotRecorded'
  | 'declined'
  | 'redirected'
  | 'missed'
  | 'answerRefused'
  | 'withdrawn'
  | 'inProgress';

export function verdictOf(facts: CallFacts): Verdict {
  const { response, missed, endedAt } = facts.session;
  if (missed) return missed.cause === 'graphRefused' ? 'answerRefused' : 'missed';
  switch (response) {
    case 'answered':
      if (firstOf(facts, 'recording.KeepingStarted')) return 'recorded';
      return mayBeRecorded(facts.session) ? 'inProgress' : 'answeredNotRecorded';
    case 'rejected':
      return 'declined';
    case 'redirected':
      return 'redirected';
    case 'missed':
      return 'missed';
    case null:
      return endedAt ? 'withdrawn' : 'inProgress';
  }
}

/** Nothing has been kept yet, and something may still be. */
function mayBeRecorded({ endedAt, decision, flags }: SessionView): boolean {
  const isRefused = flags.includes('notUnderPolicy') || flags.includes('recordingRefused');
  return endedAt === null && decision?.action === 'record' && !isRefused;
}
