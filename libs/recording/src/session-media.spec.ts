import type { CommandBus, QueryBus } from '@nestjs/cqrs';
import { expect, it } from 'vitest';
import { type MediaHostClient, MediaHostFailed, type ReserveSeat } from '@app/media-hosts';
import type { Lease } from '@app/platform';
import { RememberedLog } from '../../../test/support/doubles.js';
import type { ConversationStore } from './conversation.store.js';
import { after, invited, record } from './recording-session.fixture.js';
import { SessionMedia } from './session-media.js';

const lease: Lease = { confirm: () => Promise.resolve() };

/** Hosts of which those that hang do so for as long as they are waited for, and who was asked and how long. */
class Fleet {
  readonly asked: { hostId: string; timeoutMs: number }[] = [];
  readonly hanging = new Set<string>();
  private now = after(0);
  private readonly media: SessionMedia;

  /** `shared`: where a twin of every call is recorded. */
  constructor(hostIds: readonly string[], shared: string | null = null) {
    const commands = {
      execute: ({ call }: ReserveSeat) => {
        const hostId = hostIds.find((each) => !call.exclude.includes(each));
        return Promise.resolve(hostId ? { hostId, url: 'http://host', separated: hostId !== shared } : null);
      },
    } as unknown as CommandBus;
    const hosts = {
      prepare: ({ hostId }: { hostId: string }, _request: object, timeoutMs: number) => {
        this.asked.push({ hostId, timeoutMs });
        if (!this.hanging.has(hostId)) return Promise.resolve({ mediaSessionId: 'm1', blob: 'opaque' });
        this.later(timeoutMs);
        const details = { verb: 'prepare', retryable: true, status: null, fault: 'timeout' } as const;
        return Promise.reject(new MediaHostFailed(hostId, details));
      },
    } as unknown as MediaHostClient;
    const conversations = { isRecordedTwice: () => Promise.resolve(true) } as unknown as ConversationStore;
    const clock = { now: () => this.now };
    this.media = new SessionMedia(commands, {} as QueryBus, hosts, conversations, clock, new RememberedLog());
  }

  later(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  prepare(leftMs: number) {
    const session = invited();
    session.decide(record, after(0));
    return this.media.prepare(session, new Date(this.now.getTime() + leftMs), lease);
  }

  get hostIds(): string[] {
    return this.asked.splice(0).map(({ hostId }) => hostId);
  }
}

/** Prepares media with so many milliseconds left; each host but the last hangs. */
async function prepared(leftMs: number, hostIds: readonly string[]) {
  const fleet = new Fleet(hostIds);
  for (const hostId of hostIds.slice(0, -1)) fleet.hanging.add(hostId);
  return { result: await fleet.prepare(leftMs), asked: fleet.asked };
}

it('a host that hangs has a second, and half of what is left when that is less: three may hang, and the fourth is asked', async () => {
  const timeouts = async (leftMs: number, ...hostIds: string[]) =>
    (await prepared(leftMs, hostIds)).asked.map((each) => each.timeoutMs);

  expect(await timeouts(2_500, 'h1', 'h2')).toEqual([1_000, 750]);
  expect(await timeouts(1_200, 'h1', 'h2', 'h3', 'h4')).toEqual([600, 300, 150, 150]);
  expect(await timeouts(1_600, 'h1', 'h2', 'h3', 'h4')).toEqual([800, 400, 200, 150]);
  expect(await timeouts(200, 'h1', 'h2')).toEqual([150, 50]);
});

it('tells the host that made the blob, and when', async () => {
  const { result } = await prepared(2_500, ['h1', 'h2']);

  expect(result).toMatchObject({ mediaHostId: 'h2', mediaSessionId: 'm1', separated: true, blob: 'opaque' });
  expect([result!.reservedAt, result!.blobAt]).toEqual([after(1_000), after(1_000)]);
});

it('asks nobody when the time has come', async () => {
  expect(await prepared(0, ['h1'])).toEqual({ asked: [], result: null });
});

it('a host that hung is asked last for two seconds, and then as before', async () => {
  const fleet = new Fleet(['h1', 'h2']);
  fleet.hanging.add('h1');
  await fleet.prepare(4_000);
  expect(fleet.hostIds).toEqual(['h1', 'h2']);

  await fleet.prepare(4_000);
  expect(fleet.hostIds).toEqual(['h2']);

  fleet.later(2_100);
  await fleet.prepare(4_000);
  expect(fleet.hostIds).toEqual(['h1', 'h2']);
});

it('a host that hung is asked rather than none, and rather than the host of a twin', async () => {
  const only = new Fleet(['h1']);
  only.hanging.add('h1');
  expect(await only.prepare(900)).toBeNull();
  only.hanging.clear();
  expect(await only.prepare(900)).toMatchObject({ mediaHostId: 'h1' });

  const twins = new Fleet(['h1', 'h2'], 'h2');
  twins.hanging.add('h1');
  expect(await twins.prepare(4_000)).toMatchObject({ mediaHostId: 'h2', separated: false });
  twins.hanging.clear();
  expect(await twins.prepare(4_000)).toMatchObject({ mediaHostId: 'h1', separated: true });
});
