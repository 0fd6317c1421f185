import { byCall, storedId, takenAt, type Evidence, type Finding } from './evidence.js';

/** A recorder said 202 and nothing is on record; or, the storm over, a call was up of which we did not know that it is. */
export function lostSessions({ storm, settled, whileUp }: Evidence): Finding[] {
  const [sessions, before] = [byCall(settled.sessions), byCall(whileUp.sessions)];
  return storm.legs.flatMap((leg) => {
    const { callId } = leg;
    const own = sessions.get(storedId(callId));
    if (!own) return takenAt(leg) === null ? [] : [{ callId, what: 'a 202, and no session' }];
    if (own.length > 1) return [{ callId, what: `${own.length} sessions of one call` }];
    if (!leg.isSteady || leg.establishedAt === null) return [];
    const [live] = before.get(storedId(callId)) ?? [];
    if (live?.response === 'answered' && live.endedAt === null) return [];
    return [
      { callId, what: `up in Teams, on record ${live?.response ?? 'without response'}, ended by ${live?.endedBy}` },
    ];
  });
}

/** Open on record although the call has ended and everybody had time to notice. */
export function ghosts({ storm, settled }: Evidence): Finding[] {
  const sessions = byCall(settled.sessions);
  return storm.legs.flatMap(({ callId, endedAt, result }) => {
    const open = (sessions.get(storedId(callId)) ?? []).filter((session) => session.endedAt === null);
    return endedAt === null || open.length === 0 ? [] : [{ callId, what: `ended in Teams with ${result}` }];
  });
}

/** As Teams tells of an end that the application asked for (protocol §8.3). */
const HUNG_UP = '200/7000';

/**
 * Closed on record while Teams still had the call up, or hung up by us while people under policy were in it. Milliseconds
 * are rounded on their way into and out of Postgres.
 */
export function falseEnds({ storm, settled }: Evidence): Finding[] {
  const sessions = byCall(settled.sessions);
  return storm.legs.flatMap((leg) => {
    if (leg.answeredAt === null) return [];
    return (sessions.get(storedId(leg.callId)) ?? []).flatMap(({ endedAt, endedBy, response }) => {
      if (leg.result === HUNG_UP && leg.handled > 0 && response === 'answered')
        return [{ callId: leg.callId, what: `hung up with ${leg.handled} under policy in it` }];
      if (endedAt === null || endedAt >= (leg.endedAt ?? Infinity) - 1) return [];
      const early = leg.endedAt === null ? 'while it is up' : `${Math.round(leg.endedAt - endedAt)} ms early`;
      return [{ callId: leg.callId, what: `ended by ${endedBy} ${early}` }];
    });
  });
}

/** What somebody still had to do when everybody had had time: what a dead recorder left, nobody has taken over. */
export function commandsLeftUndone({ settled }: Evidence): Finding[] {
  return settled.undone.filter(({ isOverdue }) => isOverdue).map(({ kind, callId }) => ({ callId, what: kind }));
}

/** What happens to a call once is on record twice: one of two changes knew nothing of the other. */
export function factsTwice({ settled }: Evidence): Finding[] {
  return settled.repeated.map(({ callId, type, times }) => ({ callId, what: `${type} ${times} times` }));
}
