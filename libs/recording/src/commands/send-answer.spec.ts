import { expect, it } from 'vitest';
import type { GraphCommsClient, GraphReply } from '@app/graph-comms';
import type { Config } from '@app/platform';
import { after, invited, record, sent } from '../recording-session.fixture.js';
import { RememberedSession } from '../remembered-session.fixture.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import type { PreparedMedia } from '../prepared-media.js';
import type { SessionMedia } from '../session-media.js';
import { graphSaysNo } from './graph-failure.fixture.js';
import { SendAnswer, SendAnswerHandler } from './send-answer.js';

const blob: PreparedMedia = { mediaHostId: 'h1', mediaSessionId: 'm1', separated: true, blob: 'opaque' };
const reply: GraphReply = { status: 202, requestId: 'r-1', clientRequestId: 'c', durationMs: 40, attempts: 1 };
const config = { http: { publicUrl: 'https://rec.example' } } as Config;

interface Far {
  media?: (session: RecordingSession, deadline: Date) => Promise<PreparedMedia | null>;
  /** Graph's reply; `mayRepeat` as its client would ask. */
  graph?: (mayRepeat: () => Promise<boolean>) => Promise<GraphReply>;
}

function decided(): RecordingSession {
  const session = invited();
  session.decide(record, after(10));
  return session;
}

async function sendAnswer(sessions: RememberedSession, far: Far, now = after(1_000)): Promise<{ answers: number }> {
  let answers = 0;
  const media = { prepare: far.media ?? (() => Promise.resolve(blob)) } as unknown as SessionMedia;
  const answer = (_call: object, _request: object, _deadline: Date, mayRepeat: () => Promise<boolean>) => {
    answers += 1;
    return far.graph?.(mayRepeat) ?? Promise.resolve(reply);
  };
  const graph = { answer } as unknown as GraphCommsClient;
  const handler = new SendAnswerHandler(sessions.store, media, graph, { now: () => now }, config);
  await handler.execute(new SendAnswer({ callId: 'c1' }));
  return { answers };
}

it('answers a call and says so', async () => {
  const sessions = new RememberedSession(decided());

  await sendAnswer(sessions, {});

  expect(sessions.session).toMatchObject({ response: 'answered', mediaSessionId: 'm1', answerAttempts: 1 });
  expect(sessions.story).toEqual(['MediaPrepared', 'CallAnswered']);
});

it('neither rejects nor gives up a call whose answer left before its process died, when the rescue finds no host', async () => {
  const sessions = new RememberedSession(sent());

  const { answers } = await sendAnswer(sessions, { media: () => Promise.resolve(null) }, after(2_500));

  expect(answers).toBe(0);
  expect(sessions.session).toMatchObject({ response: null, missed: null, endedAt: null });
  expect(sessions.events).toMatchObject([
    { type: 'recording.AnswerUndecided', data: { askAt: after(6_500).toISOString() } },
  ]);
});

it.each([
  { what: 'a first answer', session: decided, at: 1_000, by: 2_500 },
  { what: 'the rescue of one that may never have left', session: sent, at: 1_000, by: 4_000 },
  { what: 'whoever comes to a first answer late', session: decided, at: 2_600, by: 3_600 },
  { what: 'whoever comes to it very late', session: decided, at: 3_800, by: 4_000 },
])('$what, at $at ms, has until $by ms to find its media', async ({ session, at, by }) => {
  const asked: Date[] = [];
  const prepare = (_session: unknown, deadline: Date) => Promise.resolve(void asked.push(deadline)).then(() => blob);

  await sendAnswer(new RememberedSession(session()), { media: prepare }, after(at));

  expect(asked).toEqual([after(by)]);
});

it('says busy for a call of which no answer has left, when there is no host', async () => {
  const sessions = new RememberedSession(decided());

  await sendAnswer(sessions, { media: () => Promise.resolve(null) }, after(2_500));

  expect(sessions.session.missed).toMatchObject({ cause: 'noMediaHost' });
  expect(sessions.story).toEqual(['MediaUnavailable']);
});

it('asks what became of an answer that left in time, when its rescue comes too late', async () => {
  const sessions = new RememberedSession(sent());

  const { answers } = await sendAnswer(sessions, {}, after(4_500));

  expect(answers).toBe(0);
  expect(sessions.story).toEqual(['AnswerUndecided']);
});

it('files a call as missed that was to be rejected and that nobody has rejected by its deadline', async () => {
  const session = decided();
  session.noteMediaUnavailable(after(2_500));
  const sessions = new RememberedSession(session);

  await sendAnswer(sessions, {}, after(20_000));

  expect(sessions.session).toMatchObject({ response: 'missed', missed: { cause: 'noMediaHost' } });
  expect(sessions.story).toEqual(['ResponseMissed']);
});

it.each(['gone', 'retry', 'throttled', 'refused'] as const)(
  'does not take a rescue that is %s for the fate of the answer that left before it',
  async (category) => {
    const sessions = new RememberedSession(sent());

    await sendAnswer(sessions, { graph: () => Promise.reject(graphSaysNo(category)) });

    expect(sessions.session).toMatchObject({ response: null, missed: null });
    expect(sessions.story).toEqual(['AnswerUndecided']);
  },
);

it('does not take its own late answer, refused, for the fate of the one that another replica has sent since', async () => {
  const sessions = new RememberedSession(decided());

  await sendAnswer(sessions, {
    graph: async () => {
      await sessions.store.change('c1', (session) => session.beginAnswer(blob, after(2_000)));
      throw graphSaysNo('gone');
    },
  });

  expect(sessions.session).toMatchObject({ response: null, missed: null, endedAt: null, answerAttempts: 2 });
  expect(sessions.story).toEqual(['MediaPrepared', 'AnswerUndecided']);
});

it('wants no repeat of an answer once Teams has set the call up, and does not doubt it when its reply fails', async () => {
  const sessions = new RememberedSession(decided());
  const wanted: boolean[] = [];

  await sendAnswer(sessions, {
    graph: async (mayRepeat) => {
      wanted.push(await mayRepeat());
      await sessions.store.change('c1', (session) => session.noteCallState('established', after(1_500)));
      wanted.push(await mayRepeat());
      throw graphSaysNo('retry', { code: 'timeout', outcomeUnknown: true });
    },
  });

  expect(wanted).toEqual([true, false]);
  expect(sessions.session).toMatchObject({ response: 'answered', wantedStatus: 'recording', missed: null });
  expect(sessions.story).toEqual(['MediaPrepared', 'CallAnswered', 'CallEstablished']);
});

it('gives back what it prepared for a call that was withdrawn meanwhile', async () => {
  const sessions = new RememberedSession(decided());
  const withdraw = () =>
    sessions.store.change('c1', (session) =>
      session.noteEnded({ by: 'teams', code: 487, subcode: 10004, message: null }, after(900)),
    );

  const { answers } = await sendAnswer(sessions, { media: () => withdraw().then(() => blob) });

  expect(answers).toBe(0);
  expect(sessions.session).toMatchObject({ mediaHostId: 'h1', mediaSessionId: 'm1' });
  expect(sessions.story).toEqual(['CallEnded', 'MediaPrepared', 'MediaUnneeded']);
});

it('has an ordering key apart from what follows an answer', () => {
  expect(new SendAnswer({ callId: 'c1' }).orderingKey).toBe('c1:answer');
});
