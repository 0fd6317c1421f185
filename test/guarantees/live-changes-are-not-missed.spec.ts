import { afterAll, beforeAll, expect, it } from 'vitest';
import { live, type LiveEvent } from '@app/admin-client';
import { eventually } from '../support/eventually.js';
import { System } from '../support/system.js';

let system: System;
let token: string;
beforeAll(async () => {
  system = await System.start({ recorders: 2 });
  token = await system.simulator.accessToken(['Recording.Read']);
});
afterAll(() => system.stop());

/** Somebody who follows what happens at one recorder, as integrators and the console do. */
class Follower {
  readonly seen = new Map<string, string[]>();
  readonly events: string[] = [];
  place: string | undefined;
  private readonly leaving = new AbortController();

  /** Resolves when the recorder has begun to tell. */
  static async at(recorder: number, place?: string): Promise<Follower> {
    const follower = new Follower();
    await new Promise<void>((begun, failed) => {
      const events = live({
        baseUrl: system.recorders[recorder]!.url,
        token: () => Promise.resolve(token),
        ...(place !== undefined && { lastEventId: place }),
        onPlace: (reached) => void (follower.place = reached),
        signal: follower.leaving.signal,
        fetch: async (url, init) => {
          const reply = await fetch(url, init);
          begun();
          return reply;
        },
      });
      follower.read(events).catch(failed);
    });
    return follower;
  }

  leave(): void {
    this.leaving.abort();
  }

  private async read(events: AsyncGenerator<LiveEvent>): Promise<void> {
    for await (const event of events) {
      this.events.push(event.type);
      if (event.type !== 'sessions') continue;
      for (const { callId, types } of event.sessions)
        this.seen.set(callId, [...(this.seen.get(callId) ?? []), ...types]);
    }
  }
}

async function endedCall(): Promise<string> {
  const { callId } = await system.simulator.invite({ media: 'none' });
  await eventually(async () => expect((await system.simulator.call(callId)).state).toBe('established'));
  await system.simulator.end(callId);
  await system.ended(callId);
  return callId;
}

it('whoever follows at any recorder sees what happens at all of them, each event once', async () => {
  const followers = [await Follower.at(0), await Follower.at(1)];

  const calls = await Promise.all(Array.from({ length: 6 }, endedCall));

  for (const callId of calls) {
    // A reply of Graph's may still come when all else is done.
    await eventually(async () => {
      const events = (await system.admin.timeline(callId)).map(({ type }) => type).sort();
      expect(events).toContain('recording.CallReleased');
      for (const { seen } of followers) expect([...(seen.get(callId) ?? [])].sort()).toEqual(events);
    });
  }
  followers.forEach((follower) => follower.leave());
});

it('whoever was away goes on at another recorder, and has missed nothing', async () => {
  const first = await Follower.at(0);
  const before = await endedCall();
  await eventually(() => Promise.resolve(expect(first.seen.get(before)).toContain('recording.CallReleased')));
  await eventually(() => Promise.resolve(expect(first.place).toMatch(/^\d+$/)));
  first.leave();
  await system.recorders[0]!.program.kill('SIGKILL');

  const meanwhile = await endedCall();
  const second = await Follower.at(1, first.place);

  await eventually(() => Promise.resolve(expect(second.seen.get(meanwhile)).toContain('recording.CallReleased')));
  expect(second.seen.get(meanwhile)).toContain('recording.InvitationReceived');
  expect(second.events).not.toContain('reset');
  second.leave();
  await system.recorders[0]!.program.start();
});

it('whoever stays through the death of their recorder goes on when it is back, and has missed nothing', async () => {
  const follower = await Follower.at(0);
  const before = await endedCall();
  await eventually(() => Promise.resolve(expect(follower.seen.get(before)).toContain('recording.CallReleased')));

  await system.recorders[0]!.program.kill('SIGKILL');
  const meanwhile = await endedCall();
  await system.recorders[0]!.program.start();

  await eventually(() => Promise.resolve(expect(follower.seen.get(meanwhile)).toContain('recording.CallReleased')));
  expect(follower.seen.get(meanwhile)).toContain('recording.InvitationReceived');
  expect(follower.events).not.toContain('reset');
  follower.leave();
});

it('a recorder that stops ends its streams, and does not wait for them', async () => {
  const { program } = system.recorders[0]!;
  const follower = await Follower.at(0);
  const began = Date.now();

  await program.kill('SIGTERM');

  expect(Date.now() - began).toBeLessThan(8_000);
  follower.leave();
  await program.start();
});

it.each(['x', '-1', '9'.repeat(30)])('a place that nobody gave out is refused: %s', async (place) => {
  const reply = await fetch(`${system.recorders[0]!.url}/admin/v1/live`, {
    headers: { authorization: `Bearer ${token}`, 'last-event-id': place },
  });

  expect(reply.status).toBe(400);
});
