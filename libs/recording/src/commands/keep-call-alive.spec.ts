import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CommandBus } from '@nestjs/cqrs';
import { expect, it } from 'vitest';
import type { CallRef, GraphCommsClient, GraphReply, RosterEntry } from '@app/graph-comms';
import type { Config, Log } from '@app/platform';
import { after, answered, noon, recording } from '../recording-session.fixture.js';
import type { ConversationStore } from '../conversation.store.js';
import { exchange } from '../graph-exchange.fixture.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RememberedSession } from '../remembered-session.fixture.js';
import { graphSaysNo } from './graph-failure.fixture.js';
import { KeepCallAlive, KeepCallAliveHandler } from './keep-call-alive.js';
import type { NoteRoster } from './note-roster.js';
import { RosterReader } from '../roster-reader.js';

const MINUTE = 60_000;
const reply: GraphReply = { status: 200, requestId: 'r-9', clientRequestId: 'c', durationMs: 40, attempts: 1 };
const yes = () => Promise.resolve(reply);
const kim = { participantId: 'p1' } as RosterEntry;

const regular = (dueAt: Date) => new KeepCallAlive({ callId: 'c1', dueAt: dueAt.toISOString(), once: null });
const single = new KeepCallAlive({ callId: 'c1', dueAt: null, once: 'now' });

/** A call, what Graph says of it, and what became of that. */
class World {
  readonly sessions: RememberedSession;
  readonly asked: string[] = [];
  readonly rosters: NoteRoster['roster'][] = [];
  now = after(10 * MINUTE);
  conversationEndedAt: Date | null = null;

  constructor(
    session: RecordingSession,
    private readonly graphSays: (call: CallRef) => Promise<GraphReply> = yes,
    private readonly roster: () => Promise<RosterEntry[]> = () => Promise.resolve([kim]),
  ) {
    this.sessions = new RememberedSession(session);
  }

  async check(command: KeepCallAlive): Promise<void> {
    const graph: Pick<GraphCommsClient, 'keepAlive' | 'listParticipants'> = {
      keepAlive: (call, deadline) => {
        this.asked.push(`keepAlive ${call.graphCallId} within ${deadline.getTime() - this.now.getTime()} ms`);
        return this.graphSays(call);
      },
      listParticipants: async () => {
        this.asked.push('listParticipants');
        return { participants: await this.roster(), sequenceNumber: '7' };
      },
    };
    const bus = { execute: ({ roster }: NoteRoster) => Promise.resolve(this.rosters.push(roster)) };
    const handler = new KeepCallAliveHandler(
      this.sessions.store,
      graph as GraphCommsClient,
      new RosterReader(graph as GraphCommsClient, bus as unknown as CommandBus, { now: () => this.now }),
      { endedAccordingToAnother: () => Promise.resolve(this.conversationEndedAt) } as unknown as ConversationStore,
      { now: () => this.now },
      { calls: { keepAliveSeconds: 600 } } as Config,
      { warn: () => undefined } as unknown as Log,
    );
    await handler.execute(command);
  }

  get next(): Date[] {
    return this.sessions.events.flatMap((event) =>
      event.type === 'recording.CallKeptAlive' && event.data.nextDueAt ? [new Date(event.data.nextDueAt)] : [],
    );
  }
}

it('keeps an open call alive, notes when, and makes the next check ten minutes on, give or take one', async () => {
  const world = new World(recording());

  await world.check(regular(after(10 * MINUTE)));

  expect(world.asked).toEqual(['keepAlive C1 within 10000 ms']);
  expect(world.sessions.session.checkedAt).toEqual(world.now);
  const [next] = world.next;
  expect(next!.getTime()).toBeGreaterThanOrEqual(after(19 * MINUTE).getTime());
  expect(next!.getTime()).toBeLessThanOrEqual(after(21 * MINUTE + 6_000).getTime());
  // Together with others: every six seconds.
  expect(next!.getTime() % 6_000).toBe(0);
});

it('makes the same next check when a check is repeated, and spreads those of different calls', async () => {
  const [first, again] = [new World(recording()), new World(recording())];
  await first.check(regular(after(10 * MINUTE)));
  again.now = after(10 * MINUTE + 900);
  await again.check(regular(after(10 * MINUTE)));
  const later = new World(recording());
  await later.check(regular(after(10 * MINUTE + 1)));

  const keyOf = (world: World) => regular(world.next[0]!).dedupeKey;
  expect(keyOf(again)).toBe(keyOf(first));
  expect(keyOf(later)).not.toBe(keyOf(first));
});

it('makes up for no check that was missed: the next one is still to come', async () => {
  const world = new World(recording());
  world.now = after(3 * 60 * MINUTE);

  await world.check(regular(after(10 * MINUTE)));

  expect(world.next).toHaveLength(1);
  expect(world.next[0]!.getTime()).toBeGreaterThan(world.now.getTime());
});

const unknown = () => Promise.reject(graphSaysNo('gone', { status: 404, code: '8522' }));

it('doubts a call that Graph does not know any more, and goes on with its checks once Graph does', async () => {
  let says = unknown;
  const world = new World(recording(), () => says());

  await world.check(regular(after(10 * MINUTE)));
  expect(world.sessions.session).toMatchObject({ endedAt: null, permitState: 'open', graphGoneSince: world.now });
  expect(world.next).toEqual([]);

  says = yes as never;
  await world.check(single);
  expect(world.sessions.session.graphGoneSince).toBeNull();
  expect(world.next).toHaveLength(1);
});

it('files a call as vanished when another leg was told that the conversation is over, and makes no further check', async () => {
  const world = new World(recording(), unknown);
  world.conversationEndedAt = after(9 * MINUTE);

  await world.check(regular(after(10 * MINUTE)));

  expect(world.sessions.session).toMatchObject({
    callState: 'terminated',
    permitState: 'closed',
    endedAt: world.now,
    endReason: {
      ...{ by: 'vanished', code: 404, message: '8522' },
      witnesses: [{ witness: 'graphGone' }, { witness: 'conversationEnded', at: after(9 * MINUTE).toISOString() }],
    },
  });
  expect(world.next).toEqual([]);
});

it.each([
  ['is out of reach', graphSaysNo('retry', { code: 'ECONNREFUSED' })],
  ['throttles', graphSaysNo('throttled', { status: 429 })],
  ['refuses', graphSaysNo('refused', { status: 403, code: '7504' })],
])('changes nothing and is repeated while Graph %s', async (_, failure) => {
  const world = new World(recording(), () => Promise.reject(failure));
  const before = { ...world.sessions.session };

  await expect(world.check(regular(after(10 * MINUTE)))).rejects.toBe(failure);

  expect({ ...world.sessions.session }).toEqual(before);
  expect(world.sessions.events).toEqual([]);
});

it('asks again 30 s, 1, 2 and then every 5 minutes after a failure', () => {
  const delays = [1, 2, 3, 4, 5, 50].map((attempt) => single.retryDelayMs(attempt) / 1000);

  expect(delays).toEqual([30, 60, 120, 300, 300, 300]);
});

it('asks nothing of a call that has ended', async () => {
  const ended = recording();
  ended.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, noon);
  const world = new World(ended);

  await world.check(regular(after(10 * MINUTE)));

  expect(world.asked).toEqual([]);
});

it('reads who is in the call with a single check, whatever version was last known, and makes no further check', async () => {
  const world = new World(recording());

  await world.check(single);

  expect(world.rosters).toEqual([{ delta: false, sequenceNumber: null, participants: [kim] }]);
  expect(world.sessions.story).toEqual(['CallKeptAlive']);
  expect(world.next).toEqual([]);
});

it('asks nobody who is in a call that is not established', async () => {
  const world = new World(answered());

  await world.check(single);

  expect(world.asked).toEqual([expect.stringMatching(/^keepAlive/)]);
});

it('counts a call as kept alive although its participants could not be read', async () => {
  const world = new World(recording(), yes, () => Promise.reject(graphSaysNo('throttled', { status: 429 })));

  await world.check(single);

  expect(world.sessions.session.checkedAt).toEqual(world.now);
  expect(world.rosters).toEqual([]);
});

/** Graph replies so in turn, and by the last it is judged. */
const replies =
  (...statuses: number[]) =>
  (call: CallRef) => {
    for (const [i, status] of statuses.entries()) call.heard?.(exchange({ verb: 'keepAlive', status, attempt: i + 1 }));
    return statuses.at(-1) === 200 ? yes() : Promise.reject(graphSaysNo('retry', { status: 503 }));
  };

it('has no word in its history of a check that went well at once: there is one every few minutes', async () => {
  const world = new World(recording(), replies(200));

  await world.check(regular(after(10 * MINUTE)));

  expect(world.sessions.story).toEqual(['CallKeptAlive']);
});

it.each<[string, RecordingSession, number[], number, number]>([
  ['at the second attempt', recording(), [503, 200], 1, 2],
  ['in a second run', recording(), [200], 2, 1],
  ['of a call that Graph had not known', doubted(), [200], 1, 1],
])('has on record the first check that went well after one that did not: %s', async (_, call, said, attempt, noted) => {
  const world = new World(call, replies(...said));
  const command = regular(after(10 * MINUTE));
  command.attempt = attempt;

  await world.check(command);

  expect(world.sessions.story.filter((type) => type === 'GraphAsked')).toHaveLength(noted);
  expect(world.sessions.story).toContain('CallKeptAlive');
});

it('has on record every check that failed, whatever comes of it', async () => {
  const world = new World(recording(), replies(503, 503));

  await expect(world.check(regular(after(10 * MINUTE)))).rejects.toThrow();
  await nextTurn();

  expect(world.sessions.story).toEqual(['GraphAsked', 'GraphAsked']);
});

function doubted(): RecordingSession {
  const session = recording();
  session.noteGraphGone({ status: 404, code: '8522' }, [], after(MINUTE));
  return session;
}
