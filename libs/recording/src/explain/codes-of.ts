import { explainGraphError, explainResult, type ExplainedCode } from '@app/graph-comms';
import type { SessionView } from '../session-view.js';
import type { CallFacts } from './call-facts.js';

/** Every code that Teams and Graph gave of a call, each once, in plain words. */
export function codesOf({ session, events }: CallFacts): ExplainedCode[] {
  const refusals = events.flatMap((event) =>
    event.type === 'recording.AnswerUndecided' || event.type === 'recording.RecordingRefused' ? [event.data.code] : [],
  );
  const given = [...[...refusals, session.missed?.code ?? null].map(refusal), endCode(session)];
  const byCode = given.flatMap((each): [string, ExplainedCode][] => (each ? [[each.code, each]] : []));
  return [...new Map(byCode).values()];
}

/** Why the call ended: by Teams' result, or by Graph's code when Graph was asked and knew no such call. */
export function endCode({ endReason }: SessionView): ExplainedCode | null {
  if (!endReason) return null;
  switch (endReason.by) {
    case 'teams':
      return explainResult(endReason);
    case 'vanished':
      return refusal(endReason.message);
    case 'missed':
      return null;
  }
}

export function refusal(code: string | null): ExplainedCode | null {
  return code === null ? null : explainGraphError(code);
}

/** What goes behind a sentence that tells what happened: `: everyone else left (200/5002)`; nothing without a code. */
export function because(code: ExplainedCode | null): string {
  return code ? `: ${code.meaning} (${code.code})` : '';
}
