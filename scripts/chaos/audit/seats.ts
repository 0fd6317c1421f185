import type { SeatRow } from '../records.js';
import { storedId, type Evidence, type Finding } from './evidence.js';

/** More participants in a call than it has room for: in our tables at any moment, and as Teams counts whom it accepted. */
export function seatsOverCapacity({ storm, settled }: Evidence): Finding[] {
  const onRecord = [...grouped(settled.seats, ({ sessionId }) => sessionId)].flatMap(([, seats]) => {
    const capacity = Math.max(1, seats[0]?.capacity ?? 1);
    const most = mostAtOnce(seats);
    return most > capacity ? [{ callId: seats[0]?.callId ?? '', what: `${most} seats of ${capacity}` }] : [];
  });
  const asTeamsCounts = storm.legs.flatMap(({ callId, capacity, mostHandled }) =>
    mostHandled > Math.max(1, capacity ?? 1) ? [{ callId, what: `${mostHandled} accepted of ${capacity}` }] : [],
  );
  return [...onRecord, ...asTeamsCounts];
}

/** One application records a participant once per lane. */
export function participantsSeatedTwice({ storm, settled }: Evidence): Finding[] {
  const keyOf = (seat: SeatRow): string =>
    [seat.conversationId, seat.applicationInstanceId, seat.lane, seat.participantId].join();
  const onRecord = [...grouped(settled.seats, keyOf)].flatMap(([, seats]) =>
    mostAtOnce(seats) > 1
      ? [
          {
            callId: seats[0]?.callId ?? '',
            what: `participant ${seats[0]?.participantId} holds ${mostAtOnce(seats)} seats`,
          },
        ]
      : [],
  );
  const asTeamsCounts = storm.takenTwice.map(({ participantId, callIds }) => ({
    callId: callIds[0] ?? '',
    what: `participant ${participantId} was taken by ${callIds.join(' and ')}`,
  }));
  return [...onRecord, ...asTeamsCounts];
}

/** The storm over, a call was up, and the participant for whom it was opened had no seat of it: nobody would say who is recorded. */
export function unseated({ storm, whileUp }: Evidence): Finding[] {
  const held = new Set(
    whileUp.seats
      .filter(({ freedAt }) => freedAt === null)
      .map(({ callId, participantId }) => `${callId} ${participantId}`),
  );
  const up = new Set(whileUp.sessions.filter(({ endedAt }) => endedAt === null).map(({ callId }) => callId));
  return storm.legs
    .filter(({ callId, isSteady }) => isSteady && up.has(storedId(callId)))
    .filter(({ callId, participantId }) => !held.has(`${storedId(callId)} ${participantId}`))
    .map(({ callId, participantId }) => ({ callId, what: `participant ${participantId} has no seat` }));
}

export function mostAtOnce(seats: readonly { takenAt: number; freedAt: number | null }[]): number {
  // Of what happens at one time, leaving comes first.
  const changes = seats
    .flatMap(({ takenAt, freedAt }) => [
      { at: takenAt, by: 1 },
      { at: freedAt ?? Infinity, by: -1 },
    ])
    .sort((one, other) => one.at - other.at || one.by - other.by);
  let held = 0;
  let most = 0;
  for (const { by } of changes) most = Math.max(most, (held += by));
  return most;
}

function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
