import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { NO_LEASE, type Transaction } from '@app/platform';
import { exchange } from './graph-exchange.fixture.js';
import { GraphTalk } from './graph-talk.js';
import { after, sent } from './recording-session.fixture.js';
import type { RecordingSessionStore } from './recording-session.store.js';
import { RememberedSession } from './remembered-session.fixture.js';

const reply = { requestId: 'r-1', durationMs: 40, attempts: 1 };
const throttled = exchange({ status: 429, code: 'TooManyRequests' });

/** A session, and how often something of it was stored. */
class World {
  readonly sessions = new RememberedSession(sent());
  changes = 0;
  /** What is in the way of a change. */
  inTheWay: () => Promise<unknown> = () => Promise.resolve();

  get store(): RecordingSessionStore {
    const { store } = this.sessions;
    const change: RecordingSessionStore['change'] = async (callId, decide) => {
      this.changes += 1;
      await this.inTheWay();
      return store.change(callId, decide);
    };
    return { change } as unknown as RecordingSessionStore;
  }

  about<T>(work: (talk: GraphTalk) => Promise<T>): Promise<T> {
    return GraphTalk.about(this.store, this.sessions.session, NO_LEASE, work);
  }
}

const answered = (talk: GraphTalk) => talk.change((session) => session.noteAnswered(reply, after(70)));

it('stores what was said together with what came of it, at the time at which it was sent', async () => {
  const world = new World();

  await world.about((talk) => {
    talk.call.heard?.(throttled);
    talk.call.heard?.(exchange({ attempt: 2, sentAt: after(60) }));
    return answered(talk);
  });
  await nextTurn();

  expect(world.changes).toBe(1);
  expect(world.sessions.story).toEqual(['GraphAsked', 'GraphAsked', 'CallAnswered']);
  const { sentAt, ...said } = throttled;
  expect(world.sessions.events[0]).toMatchObject({ at: sentAt, data: said });
  expect(world.sessions.events[0]?.data).not.toHaveProperty('sentAt');
  expect(world.sessions.events[1]).toMatchObject({ at: after(60), data: { attempt: 2, status: 202 } });
});

it('stores what a try that failed said by itself, once, and is no other failure for it', async () => {
  const world = new World();
  const failure = new Error('Graph is busy');

  const work = world.about((talk) => {
    talk.call.heard?.(throttled);
    return Promise.reject(failure);
  });

  await expect(work).rejects.toBe(failure);
  await nextTurn();
  expect(world.sessions.story).toEqual(['GraphAsked']);
  expect(world.changes).toBe(1);
});

it('stores nothing of a try in which nothing was said', async () => {
  const world = new World();

  await world.about(() => Promise.resolve());

  expect(world.changes).toBe(0);
});

it.each(['fails', 'succeeds'])('a note that cannot be stored changes nothing of a try that %s', async (how) => {
  const world = new World();
  world.inTheWay = () => Promise.reject(new Error('the database is away'));
  const failure = new Error('Graph is busy');

  const work = world.about((talk) => {
    talk.call.heard?.(throttled);
    return how === 'fails' ? Promise.reject(failure) : Promise.resolve('done');
  });

  await (how === 'fails' ? expect(work).rejects.toBe(failure) : expect(work).resolves.toBe('done'));
  await nextTurn();
  expect(world.sessions.story).toEqual([]);
});

it('a note that takes for ever holds up no try', async () => {
  const world = new World();
  world.inTheWay = () => new Promise(() => undefined);

  const work = world.about((talk) => {
    talk.call.heard?.(throttled);
    return Promise.reject(new Error('Graph is busy'));
  });

  await expect(work).rejects.toThrow('Graph is busy');
});

it('stores what was said by itself when what came of it could not be stored, which is the failure', async () => {
  const world = new World();
  world.inTheWay = () => (world.changes > 1 ? Promise.resolve() : Promise.reject(new Error('the database is away')));

  const work = world.about((talk) => {
    talk.call.heard?.(exchange());
    return answered(talk);
  });

  await expect(work).rejects.toThrow('the database is away');
  await nextTurn();
  expect(world.sessions.story).toEqual(['GraphAsked']);
});

it('loses nothing that is said while something else is stored, and stores nothing twice', async () => {
  const world = new World();

  await world.about(async (talk) => {
    talk.call.heard?.(exchange({ attempt: 1 }));
    world.inTheWay = () => Promise.resolve(talk.call.heard?.(exchange({ attempt: 2 })));
    await answered(talk);
    world.inTheWay = () => Promise.resolve();
    await talk.change(() => undefined);
  });
  await nextTurn();

  const attempts = world.sessions.events.flatMap(({ type, data }) =>
    type === 'recording.GraphAsked' ? [data.attempt] : [],
  );
  expect(attempts).toEqual([1, 2]);
});

it('stores what was said once although a change is decided again', async () => {
  const world = new World();
  const { store } = world.sessions;
  const change: RecordingSessionStore['change'] = async (callId, decide) => {
    await decide(world.sessions.session, {} as Transaction);
    return store.change(callId, decide);
  };

  await GraphTalk.about({ change } as unknown as RecordingSessionStore, sent(), NO_LEASE, (talk) => {
    talk.call.heard?.(exchange());
    return answered(talk);
  });

  expect(world.sessions.story).toEqual(['GraphAsked', 'CallAnswered']);
});
