import { expect, it } from 'vitest';
import type { CommandBus } from '@nestjs/cqrs';
import type { MediaHostClient } from '@app/media-hosts';
import { after, sent } from '../recording-session.fixture.js';
import { RememberedSession } from '../remembered-session.fixture.js';
import type { RecordingSession } from '../recording-session.aggregate.js';
import type { SessionMedia } from '../session-media.js';
import { ReleaseCall, ReleaseCallHandler } from './release-call.js';

/** Runs the release that a miss left behind; resolves with the media sessions that were released. */
async function releaseAfterMiss(session: RecordingSession): Promise<string[]> {
  const released: string[] = [];
  const sessions = new RememberedSession(session);
  const media = { hostOf: () => Promise.resolve({ hostId: 'h1', url: 'http://h1' }) } as unknown as SessionMedia;
  const hosts = {
    release: (_host: object, mediaSessionId: string) => Promise.resolve(void released.push(mediaSessionId)),
  } as unknown as MediaHostClient;
  const bus = { execute: () => Promise.resolve() } as unknown as CommandBus;
  const handler = new ReleaseCallHandler(sessions.store, media, hosts, bus, { now: () => after(40_000) });
  await handler.execute(new ReleaseCall({ callId: 'c1', orderedAt: after(36_500).toISOString(), ifMissed: true }));
  return released;
}

function missed(): RecordingSession {
  const session = sent();
  session.noteMissed('callGone', null, after(6_500));
  return session;
}

it('frees the media of a missed answer in the end', async () => {
  expect(await releaseAfterMiss(missed())).toEqual(['m1']);
});

it('leaves the media alone of a call that was revived', async () => {
  const revived = missed();
  revived.noteCallState('established', after(7_000));

  expect(await releaseAfterMiss(revived)).toEqual([]);
});

it('holds up nothing else of the call while it waits', () => {
  const keys = [true, false].map((ifMissed) => new ReleaseCall({ callId: 'c1', orderedAt: '', ifMissed }).orderingKey);

  expect(keys).toEqual(['c1:release', 'c1']);
});
