import { expect, it } from 'vitest';
import { stagesOf } from './answer-stages.js';
import { exchange } from './graph-exchange.fixture.js';
import { noteExchanges } from './graph-talk.js';
import { after, invited, noon, record } from './recording-session.fixture.js';
import type { RecordingSession } from './recording-session.aggregate.js';

const reply = { requestId: 'r1', durationMs: 5, attempts: 1 };

/** The stages of a session, in milliseconds. */
const told = (session: RecordingSession) =>
  Object.fromEntries(stagesOf(session.getUncommittedEvents(), noon).map(({ stage, ms }) => [stage, ms]));

function decided(mediaKind: 'appHosted' | 'serviceHosted' = 'appHosted'): RecordingSession {
  const session = invited();
  session.decide({ ...record, mediaKind } as typeof record, after(10), after(4));
  return session;
}

it('an answer was sent when its request to Graph was, and not when that it would be was about to be stored', () => {
  const session = decided();
  const media = { mediaHostId: 'h1', mediaSessionId: 'm1', separated: true };
  session.beginAnswer({ ...media, reservedAt: after(12), blobAt: after(14) }, after(15));
  noteExchanges(session, [exchange({ sentAt: after(25) })]);
  session.noteAnswered(reply, after(70));

  expect(told(session)).toEqual({ stored: 4, decided: 10, reserved: 12, blob: 14, sent: 25, accepted: 70 });
});

it('a call that Graph hosts the media of has the stages of its answer, too', () => {
  const session = decided('serviceHosted');
  session.beginAnswer(null, after(15));
  noteExchanges(session, [exchange({ sentAt: after(25) })]);
  session.noteAnswered(reply, after(70));

  expect(told(session)).toEqual({ stored: 4, decided: 10, sent: 25, accepted: 70 });
});

it('of an answer that was sent again, because Graph was busy, the first time counts', () => {
  const session = decided('serviceHosted');
  session.beginAnswer(null, after(15));
  noteExchanges(session, [exchange({ sentAt: after(25), status: 429 }), exchange({ sentAt: after(600), attempt: 2 })]);
  session.noteAnswered(reply, after(700));

  expect(told(session)).toMatchObject({ sent: 25, accepted: 700 });
});

it('an answer was never sent after it was accepted: one that was left out of a history is not told of', () => {
  const session = decided('serviceHosted');
  session.noteAnswered({ ...reply, attempts: 0 }, after(70));
  noteExchanges(session, [exchange({ sentAt: after(71) })]);

  expect(told(session)).toEqual({ stored: 4, decided: 10, accepted: 70 });
});

it('what else is asked of Graph is no stage of an answer', () => {
  const session = decided();
  noteExchanges(session, [exchange({ verb: 'getCall' }), exchange({ verb: 'delete' })]);

  expect(told(session)).toEqual({ stored: 4, decided: 10 });
});

it('calls that are declined or redirected tell when Teams was told so', () => {
  const [declined, redirected] = [invited(), invited()];
  noteExchanges(declined, [exchange({ verb: 'reject', sentAt: after(25) })]);
  declined.noteRejected('forbidden', after(50));
  noteExchanges(redirected, [exchange({ verb: 'redirect', sentAt: after(30) })]);
  redirected.noteRedirected(40, after(60));

  expect(told(declined)).toEqual({ sent: 25, accepted: 50 });
  expect(told(redirected)).toEqual({ sent: 30, accepted: 60 });
});
