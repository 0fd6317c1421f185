import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RosterEntry } from '@app/graph-comms';
import { after, invited, record } from '../../libs/recording/src/recording-session.fixture.js';
import type { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SeatStore } from '../../libs/recording/src/seat.store.js';
import { SessionParticipants } from '../../libs/recording/src/session-participant.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';
import { sessionStore } from '../support/session-store.js';

let test: TestDatabase;
const participants = new SessionParticipants();
const seats = new SeatStore();
let store: RecordingSessionStore;
beforeAll(async () => {
  test = await testDatabase();
  store = sessionStore(test.database);
});
afterAll(() => test.close());

/** Of the fixture's decision. */
const CAPACITY = 3;
const IDS = ['a', 'b', 'c', 'd'];
type Step =
  | { kind: 'sit' | 'leave'; id: string }
  | { kind: 'roster'; delta: boolean; entries: { id: string; removed: boolean; muted: boolean }[] };

interface Known {
  seat: boolean;
  /** A roster, which missed them, took their last seat. */
  lostToRoster: boolean;
  joined: boolean;
  left: boolean;
  inRoster: boolean;
}

/** Who is there and who has a seat, said in the simplest way. */
class Model {
  private readonly people = new Map<string, Known>();

  private person(id: string): Known {
    const nobody = { seat: false, lostToRoster: false, joined: false, left: false, inRoster: false };
    const known = this.people.get(id) ?? nobody;
    this.people.set(id, known);
    return known;
  }

  private takeSeat(person: Known): boolean {
    if (person.seat || this.held >= CAPACITY) return person.seat;
    Object.assign(person, { seat: true, lostToRoster: false });
    return true;
  }

  sit(id: string): void {
    const person = this.people.get(id) ?? this.person(id);
    // A left that came before the first joining stands.
    if (person.left && !person.joined) person.joined = true;
    else if (this.takeSeat(person)) Object.assign(person, { joined: true, left: false });
  }

  leave(id: string, byRoster = false): string[] {
    const person = this.person(id);
    const held = person.seat;
    Object.assign(person, { seat: false, left: true }, (held || !byRoster) && { lostToRoster: byRoster });
    return held ? [id] : [];
  }

  roster({ delta, entries }: Extract<Step, { kind: 'roster' }>): string[] {
    const named = new Set(entries.filter(({ removed }) => !removed).map(({ id }) => id));
    const missed = delta
      ? entries.map(({ id }) => id).filter((id) => !named.has(id))
      : [...this.people.keys()].filter((id) => !named.has(id));
    const back = [...named].filter((id) => this.person(id).left && this.person(id).lostToRoster);
    for (const id of named) Object.assign(this.person(id), { joined: true, left: false, inRoster: true });
    const left = [...new Set(missed)]
      .filter((id) => this.people.get(id)?.inRoster)
      .flatMap((id) => this.leave(id, true));
    for (const id of back.toSorted()) this.takeSeat(this.person(id));
    return left;
  }

  get held(): number {
    return [...this.people.values()].filter(({ seat }) => seat).length;
  }
}

const entryOf = ({ id, removed, muted }: { id: string; removed: boolean; muted: boolean }): RosterEntry => ({
  ...{ participantId: id, identity: { kind: 'user', id: `user-${id}`, tenantId: 't1' }, removed },
  ...{ isInLobby: false, isMuted: muted, recordingStatus: null, mediaStreams: [] },
});

it('rosters, joinings and lefts in any order leave the seats that they say', async () => {
  const id = fc.constantFrom(...IDS);
  const entry = fc.record({ id, removed: fc.boolean(), muted: fc.boolean() });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constantFrom('sit' as const, 'leave' as const), id }),
    fc.record({
      kind: fc.constant('roster' as const),
      delta: fc.boolean(),
      entries: fc.array(entry, { maxLength: 5 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
      const callId = randomUUID();
      await store.open(Object.assign(invited({ observedParticipantId: null }), { callId, callChainId: callId }), {
        by: 'recorder',
      });
      await store.change(callId, (session) => session.decide(record, after(1)));
      const model = new Model();
      for (const [i, each] of steps.entries()) {
        const found = await store.change(callId, async (session, tx) => {
          const at = after(i * 1000);
          if (each.kind === 'roster') {
            const roster = { delta: each.delta, participants: each.entries.map(entryOf) };
            const { left, back, held } = await participants.applyRoster(tx, session.sessionId, roster, at);
            return { left, held: held + (back.length > 0 ? await seats.reseat(tx, session, back, at) : 0) };
          }
          if (each.kind === 'leave') return participants.leave(tx, session.sessionId, each.id, null, at);
          const asking = [{ participantId: each.id, userId: null, joiningCallId: `${each.id} ${i}` }];
          return { left: [], held: (await seats.admit(tx, session, asking, true, at)).held };
        });
        const left = each.kind === 'roster' ? model.roster(each) : each.kind === 'leave' ? model.leave(each.id) : [];
        if (each.kind === 'sit') model.sit(each.id);
        expect({ left: found.left.toSorted(), held: found.held }).toEqual({ left: left.toSorted(), held: model.held });
      }
    }),
    { numRuns: 100 },
  );
}, 180_000);
