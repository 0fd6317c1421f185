import type { Evidence, Finding } from './evidence.js';

/** Teams got nothing that it understands: no reply from anybody, a 5xx from somebody, an empty or unknown body. */
export function joiningsWithoutDecision({ storm }: Evidence): Finding[] {
  return storm.joinings.flatMap(({ callId, participantId, decision, status, earlier }) => {
    const failed = [...earlier, status].filter((each) => each !== null && each !== 200);
    if (decision !== 'notUnderstood' && failed.length === 0) return [];
    return [{ callId, what: `${participantId}: ${decision}, replies ${[...earlier, status].join(', ')}` }];
  });
}

/** A repeat of a joining was told something else than the joining itself; `busy` is no decision that could be held to. */
export function contradictedJoinings({ storm }: Evidence): Finding[] {
  return storm.joinings.flatMap(({ callId, participantId, decision, repeats }) => {
    const others = repeats.filter((each) => each !== decision && each !== 'rejected' && each !== 'notUnderstood');
    if (others.length === 0 || decision === 'rejected' || decision === 'notUnderstood') return [];
    return [{ callId, what: `${participantId}: ${decision}, then ${others.join(', ')}` }];
  });
}
