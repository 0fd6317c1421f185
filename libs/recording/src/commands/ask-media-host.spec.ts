import { describe, expect, it } from 'vitest';
import { MediaHostFailed, type MediaHostClient } from '@app/media-hosts';
import { after, answered, noon, recording } from '../recording-session.fixture.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import { RememberedSession } from '../remembered-session.fixture.js';
import type { SessionMedia } from '../session-media.js';
import { AskMediaHost, AskMediaHostHandler } from './ask-media-host.js';

const SECOND = 1_000;

/** Graph has said that it knows no such call, and the host is asked `seconds` after the invitation; `status`: its refusal. */
async function asked(session: RecordingSession, seconds: number, status?: number | null) {
  session.noteGraphGone({ status: 404, code: '8522' }, [], after(5 * SECOND));
  const remembered = new RememberedSession(session);
  const orders: object[] = [];
  const host = { hostId: 'h1', url: 'http://h1' };
  const media = { hostOf: () => Promise.resolve(host) } as unknown as SessionMedia;
  const keep = (_host: object, mediaSessionId: string, order: object) => {
    orders.push({ mediaSessionId, ...order });
    return status === undefined
      ? Promise.resolve({ keep: false, since: noon.toISOString() })
      : Promise.reject(new MediaHostFailed('h1', { verb: 'keep', retryable: true, status, fault: 'status' }));
  };
  const hosts = { keep } as unknown as MediaHostClient;
  const clock = { now: () => after(seconds * SECOND) };
  await new AskMediaHostHandler(remembered.store, media, hosts, clock).execute(new AskMediaHost({ callId: 'c1' }));
  return { orders, session: remembered.session };
}

function withMedia(): RecordingSession {
  const session = answered();
  session.noteFirstMedia(after(SECOND));
  return session;
}

it('asks by an order that changes nothing: a stop older than every other, of a permit that never was', async () => {
  const session = withMedia();
  const { orders } = await asked(session, 20);

  expect(orders).toEqual([{ mediaSessionId: 'm1', keep: false, permitId: session.sessionId, at: noon.toISOString() }]);
});

describe('a call that Graph does not know', () => {
  it('is over when its host has lost it', async () => {
    const { session } = await asked(withMedia(), 20, 404);

    expect(session.endReason?.witnesses?.map(({ witness }) => witness)).toEqual(['graphGone', 'mediaGone']);
  });

  it('is over when its host has it, and half a minute after the answer no media has come', async () => {
    expect((await asked(answered(), 31)).session.endReason?.by).toBe('vanished');
  });

  it.each<[string, RecordingSession, number, (number | null)?]>([
    ['its host has it and its media came', withMedia(), 300],
    ['its media may still come', answered(), 20],
    ['its host is not to be had', withMedia(), 300, null],
    ['its host fails', withMedia(), 300, 500],
  ])('stays open while %s', async (_why, session, seconds, status) => {
    expect((await asked(session, seconds, status)).session).toMatchObject({ endedAt: null, mediaLostSince: null });
  });
});

it('says nothing of a call that Graph knows again', () => {
  const session = withMedia();
  session.noteHostAsked(false, after(20 * SECOND));

  expect(session).toMatchObject({ endedAt: null, mediaState: 'flowing' });
});

it('leaves a call with an open permit to the order to keep', async () => {
  expect((await asked(recording(), 20, 404)).orders).toEqual([]);
});
