import { useAnswer } from '../../api/answers.js';
import { questions } from '../../api/questions.js';
import { useSignIn } from '../../auth/signed-in.js';

/**
 * What the page Now asks, by every part of it alike, so that it is asked once. Changes of sessions are told live; what is
 * asked by the clock is asked no more often than somebody who watches needs it, since each question is in the audit trail.
 */

const MOST_CALLS = 100;
const MOST_GAPS = 20;
/** As many as a page may hold: so that their number is told as long as it can be. */
const MOST_TO_LOOK_AT = 200;

export const useLiveCalls = () =>
  useAnswer(questions.sessions({ active: true, limit: MOST_CALLS }), { everyMs: 60_000 });

export const useUnrecorded = () =>
  useAnswer(questions.sessions({ unrecorded: true, limit: MOST_TO_LOOK_AT }), { everyMs: 15_000 });

export const useFlagged = () =>
  useAnswer(questions.sessions({ active: true, flagged: true, limit: MOST_TO_LOOK_AT }), { everyMs: 60_000 });

export const useLastHour = () => useAnswer(questions.statistics({ interval: 'minute' }), { everyMs: 15_000 });

export const useUnexplainedGaps = () =>
  useAnswer(questions.gaps({ explained: false, limit: MOST_GAPS }), { everyMs: 60_000 });

export function useMediaHosts() {
  const { isAtHome } = useSignIn();
  return useAnswer(questions.mediaHosts(), { everyMs: 10_000, enabled: isAtHome });
}

export function useCapacity() {
  const { isAtHome } = useSignIn();
  return useAnswer(questions.capacity(), { everyMs: 60_000, enabled: isAtHome });
}
