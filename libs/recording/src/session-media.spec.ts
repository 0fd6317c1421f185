import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { expect, it } from 'vitest';
import { type MediaHostClient, MediaHostFailed, type ReserveSeat } from '@app/media-hosts';
import type { Lease } from '@app/platform';
import { RememberedLog } from '../../../test/support/doubles.js';
import type { ConversationStore } from './conversation.store.js';
import { after, invited, record } from './recording-session.fixture.js';
import { SessionMedia } from './session-media.js';

const lease: Lease = { confirm: () => Promise.resolve() };

/** Prepares media with so many milliseconds left; each host but the last hangs for as long as it is waited for. */
async function prepared(leftMs: number, hostIds: readonly string[]) {
  let now = after(0);
  const asked: { hostId: string; timeoutMs: number }[] = [];
  const commands = {
    execute: ({ call }: ReserveSeat) => {
      const hostId = hostIds.find((each) => !call.exclude.includes(each));
      return Promise.resolve(hostId ? { hostId, url: 'http://host', separated: true } : null);
    },
  } as unknown as CommandBus;
  const hosts = {
    prepare: ({ hostId }: { hostId: string }, _request: object, timeoutMs: number) => {
      asked.push({ hostId, timeoutMs });
      if (hostId === hostIds.at(-1)) return Promise.resolve({ mediaSessionId: 'm1', blob: 'opaque' });
      now = new Date(now.getTime() + timeoutMs);
      return Promise.reject(
        new MediaHostFailed(hostId, { verb: 'prepare', retryable: true, status: null, fault: 'timeout' }),
      );
    },
  } as unknown as MediaHostClient;
  const conversations = { isRecordedTwice: () => Promise.resolve(false) } as unknown as ConversationStore;
  const media = new SessionMedia(
    commands,
    {} as QueryBus,
    hosts,
    conversations,
    { now: () => now },
    new RememberedLog(),
  );
  const session = invited();
  session.decide(record, after(0));
  const result = await media.prepare(session, after(leftMs), lease);
  return { asked, result };
}

it('a host that hangs has a second, and less when less is left: the next is asked in time', async () => {
  const timeouts = async (leftMs: number) => (await prepared(leftMs, ['h1', 'h2'])).asked.map((each) => each.timeoutMs);

  expect(await timeouts(2_500)).toEqual([1_000, 1_000]);
  expect(await timeouts(1_300)).toEqual([1_000, 250]);
  expect(await timeouts(800)).toEqual([500, 250]);
  expect(await timeouts(400)).toEqual([250, 150]);
});

it('tells the host that made the blob, and when', async () => {
  const { result } = await prepared(2_500, ['h1', 'h2']);

  expect(result).toMatchObject({ mediaHostId: 'h2', mediaSessionId: 'm1', separated: true, blob: 'opaque' });
  expect([result!.reservedAt, result!.blobAt]).toEqual([after(1_000), after(1_000)]);
});

it('asks nobody when the time has come', async () => {
  expect(await prepared(0, ['h1'])).toEqual({ asked: [], result: null });
});
