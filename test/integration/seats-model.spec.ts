import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Outbox } from '@app/platform';
import type { RosterEntry } from '@app/graph-comms';
import { recordingReactions } from '../../libs/recording/src/recording.reactions.js';
import { after, invited } from '../../libs/recording/src/recording-session.fixture.js';
import { RecordingSessionStore } from '../../libs/recording/src/recording-session.store.js';
import { SessionParticipants, type Seats } from '../../libs/recording/src/session-participant.store.js';
import { testDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
const participants = new SessionParticipants();
let store: RecordingSessionStore;
beforeAll(async () => {
  test = await testDatabase();
  const react = recordingReactions({ firstKeepAliveMs: 60_000 });
  store = new RecordingSessionStore(test.database, new Outbox(test.database), participants, react);
});
afterAll(() => test.close());

const IDS = ['a', 'b', 'c', 'd'];
type Step =
  | { kind: 'sit' | 'leave'; id: string }
  | { kind: 'roster'; delta: boolean; entries: { id: string; removed: boolean; muted: boolean }[] };

/** Who is there and who has a seat, said in the simplest way. */
class Model {
  private readonly people = new Map<string, { seat: boolean; here: boolean; seen: boolean }>();

  private person(id: string) {
    const known = this.people.get(id) ?? { seat: false, here: false, seen: false };
    this.people.set(id, known);
    return known;
  }

  sit(id: string): void {
    const isNew = !this.people.has(id);
    const person = this.person(id);
    // A left that came before the first joining stands.
    if (isNew || person.seat || person.seen) person.here = true;
    person.seat = true;
  }

  leave(id: string): string[] {
    const person = this.person(id);
    const held = person.seat && person.here;
    person.here = false;
    return held ? [id] : [];
  }

  roster({ delta, entries }: Extract<Step, { kind: 'roster' }>): string[] {
    const named = new Set(entries.filter(({ removed }) => !removed).map(({ id }) => id));
    for (const id of named) Object.assign(this.person(id), { here: true, seen: true });
    const missed = delta
      ? entries.map(({ id }) => id).filter((id) => !named.has(id))
      : [...this.people.keys()].filter((id) => !named.has(id));
    return [...new Set(missed)].filter((id) => this.people.get(id)?.seen).flatMap((id) => this.leave(id));
  }

  get held(): number {
    return [...this.people.values()].filter(({ seat, here }) => seat && here).length;
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
      await store.open(Object.assign(invited({ observedParticipantId: null }), { callId }), { by: 'recorder' });
      const model = new Model();
      for (const [i, each] of steps.entries()) {
        const seats = await store.change(callId, async ({ sessionId }, tx): Promise<Seats> => {
          const at = after(i * 1000);
          if (each.kind === 'roster') {
            const roster = { delta: each.delta, participants: each.entries.map(entryOf) };
            return participants.applyRoster(tx, sessionId, roster, at);
          }
          if (each.kind === 'leave') return participants.leave(tx, sessionId, each.id, at);
          return {
            left: [],
            held: await participants.takeSeat(tx, sessionId, { participantId: each.id, userId: null }, at),
          };
        });
        const left = each.kind === 'roster' ? model.roster(each) : each.kind === 'leave' ? model.leave(each.id) : [];
        if (each.kind === 'sit') model.sit(each.id);
        expect({ left: seats.left.toSorted(), held: seats.held }).toEqual({ left: left.toSorted(), held: model.held });
      }
    }),
    { numRuns: 100 },
  );
}, 60_000);
