import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import type { MediaHostDouble } from '../support/media-host-double.js';
import type { ReferenceMediaHost } from '../support/reference-media-host.js';
import { System } from '../support/system.js';

/** A host is silent after three missed heartbeats, and a look at all hosts is taken every 5 s. */
const NOTICED_WITHIN_MS = 40_000;
/** What a host tells is waited for, 10 s. */
const RECONCILED_WITHIN_MS = 30_000;
const SECOND = 1_000;

interface Interval {
  from: string;
  to: string;
}
type Reconciled = Interval & { missing: Interval[]; segments: number };

let system: System;
const cleanUp: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of cleanUp) await end();
});

async function recorded(mediaHostedRegion: string): Promise<string> {
  const call = { applicationMetadata: { botData: { mediaHostedRegion } } };
  const { callId } = await system.simulator.invite({ media: 'connect', call });
  await eventually(async () => expect(await noted(callId, 'KeepingStarted')).toHaveLength(1));
  return callId;
}

const shown = (callId: string, status: string) =>
  eventually(async () => expect((await system.simulator.call(callId)).recordingStatus).toBe(status), NOTICED_WITHIN_MS);

/** What was noted of this kind, the oldest first. */
async function noted<Data>(callId: string, type: string): Promise<Data[]> {
  return (await system.admin.timeline(callId)).flatMap((entry) =>
    entry.type === `recording.${type}` ? [entry.data as Data] : [],
  );
}

const reconciled = (callId: string, count: number) =>
  eventually(async () => {
    const all = await noted<Reconciled>(callId, 'MediaReconciled');
    expect(all).toHaveLength(count);
    return all.at(-1)!;
  }, RECONCILED_WITHIN_MS);

const piece = (from: number, to: number) => ({
  ...{ from: new Date(from).toISOString(), to: new Date(to).toISOString(), bytes: to - from },
  ...{ sha256: `${from}`.padStart(64, '0'), uri: 'https://store.example/piece' },
});
const kept = (host: MediaHostDouble, callId: string, from: number, to: number) =>
  host.report(callId, { kind: 'segmentKept', at: new Date(to).toISOString(), segment: piece(from, to) });

describe('of a host that says what it likes', () => {
  let hosts: Map<string, MediaHostDouble>;
  beforeAll(async () => {
    const regions = ['EUWE', 'USEA', 'JPEA'];
    system = await System.start({ recorders: 2, doubles: regions.map((region) => ({ region })) });
    cleanUp.push(() => system.stop());
    hosts = new Map(regions.map((region, i) => [region, system.doubles[i]!]));
  });

  it.concurrent(
    'silence is told to Teams as failed; when it is heard again the call is recorded anew, and what it kept meanwhile is not missing',
    { timeout: 120_000 },
    async () => {
      const host = hosts.get('EUWE')!;
      const callId = await recorded('EUWE');
      const began = Date.now();
      await kept(host, callId, began - SECOND, began);
      const [before] = host.keepOrders.filter((order) => order.callId === callId);

      host.isSilent = true;
      await shown(callId, 'failed');
      const [{ since }] = (await noted<{ since: string }>(callId, 'MediaLost')) as [{ since: string }];
      expect(since, 'the last that is known to have been kept').toBe(new Date(began).toISOString());

      host.isSilent = false;
      await host.beat();
      await shown(callId, 'recording');
      const back = Date.now();
      await kept(host, callId, began + 20, began + 9 * SECOND);
      await kept(host, callId, began + 9 * SECOND + 20, back);

      const [returned] = (await noted<Interval>(callId, 'MediaReturned')) as [Interval];
      expect(returned.from).toBe(since);
      expect(await reconciled(callId, 1)).toEqual({ from: since, to: returned.to, missing: [], segments: 2 });
      const orders = host.keepOrders.filter((order) => order.callId === callId).slice(-2);
      expect(orders, 'nothing is kept between the two permits').toMatchObject([
        { keep: false, permitId: before?.permitId },
        { keep: true },
      ]);
      expect(orders[1]?.permitId).not.toBe(before?.permitId);
      expect((await system.admin.session(callId)).flags).toContain('mediaLost');
    },
  );

  it.concurrent(
    'a call that ends while it is silent has lost everything since, and no more than that once it has told the rest',
    { timeout: 120_000 },
    async () => {
      const host = hosts.get('USEA')!;
      const callId = await recorded('USEA');
      const began = Date.now();
      await kept(host, callId, began - SECOND, began);

      host.isSilent = true;
      await shown(callId, 'failed');
      await system.simulator.end(callId);
      await system.ended(callId);
      const first = await reconciled(callId, 1);
      const { from, to } = first;
      expect(first).toEqual({ from: new Date(began).toISOString(), to, missing: [{ from, to }], segments: 0 });

      host.isSilent = false;
      await kept(host, callId, began + 20, began + 5 * SECOND);
      await host.report(callId, { kind: 'stopped', at: new Date().toISOString() });

      const left = { from: new Date(began + 5 * SECOND).toISOString(), to };
      expect(await reconciled(callId, 2)).toEqual({ from, to, missing: [left], segments: 1 });
      await host.report(callId, { kind: 'stopped', at: new Date().toISOString() });
      await eventually(async () => expect(await noted(callId, 'MediaStopped')).toHaveLength(2));
      expect(await noted(callId, 'MediaReconciled'), 'what is known is not told twice').toHaveLength(2);
    },
  );

  it.concurrent(
    'media that is lost for a while is missing from the last piece before to the first after, and for no longer',
    { timeout: 120_000 },
    async () => {
      const host = hosts.get('JPEA')!;
      const callId = await recorded('JPEA');
      const began = Date.now();
      await kept(host, callId, began - SECOND, began);
      await host.report(callId, { kind: 'mediaLost', at: new Date(began + 3 * SECOND).toISOString() });
      await shown(callId, 'failed');
      // Sealed because of the loss.
      await kept(host, callId, began + 20, began + 500);
      await new Promise((wait) => setTimeout(wait, 4 * SECOND));
      const back = new Date().toISOString();
      await host.report(callId, { kind: 'firstMedia', at: back });

      await shown(callId, 'recording');
      const from = new Date(began).toISOString();
      const missing = [{ from: new Date(began + 500).toISOString(), to: back }];
      expect(await reconciled(callId, 1)).toEqual({ from, to: back, missing, segments: 1 });
    },
  );
});

describe('of a host that dies with the media of a call', () => {
  let host: ReferenceMediaHost;
  beforeAll(async () => {
    system = await System.start({ recorders: 2, mediaHosts: 1 });
    cleanUp.push(() => system.stop());
    [host] = system.mediaHosts as [ReferenceMediaHost];
  });

  it('what it had written is found, and what is missing of the call is everything since', async () => {
    const { callId } = await system.simulator.invite({ media: 'speech' });
    await shown(callId, 'recording');
    await eventually(async () => expect(await noted(callId, 'SegmentKept')).not.toHaveLength(0));
    const { mediaSessionId } = (await noted<{ mediaSessionId: string }>(callId, 'MediaPrepared'))[0]!;
    await host.program.kill('SIGKILL');
    const died = Date.now();
    await host.program.start();
    await shown(callId, 'failed');
    // What lies between two pieces for less than a second is no loss.
    await new Promise((wait) => setTimeout(wait, died + 2 * SECOND - Date.now()));
    await system.simulator.end(callId);
    await system.ended(callId);

    const { missing } = await reconciled(callId, 1);
    // The piece that was being written is sealed by the next start.
    const last = (await host.segments(mediaSessionId)).at(-1)!;
    expect(missing).toEqual([{ from: last.to, to: (await system.admin.session(callId)).endedAt }]);
    // Up to half a second of audio had not reached the disk.
    expect(Date.parse(last.to)).toBeGreaterThan(died - 3_000);
    expect(Date.parse(last.to)).toBeLessThanOrEqual(died);
  });
});
