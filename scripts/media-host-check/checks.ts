import { randomUUID } from 'node:crypto';
import { CheckedHost, keeps, status, that, type Check, type Target } from './checked-host.js';
import { refusedBodies, refusedTokens } from './refusals.js';

/** The contract allows a host a second to prepare; the way there is not the host's fault. */
const PREPARED_WITHIN_MS = 1_500;

/** Runs every check in order, goes on after a failure, and releases what it prepared. */
export async function checkMediaHost(target: Target): Promise<{ passed: number; failed: number }> {
  const host = new CheckedHost(target);
  let passed = 0;
  let failed = 0;
  for (const [promise, check] of CHECKS) {
    try {
      await check(host);
      passed += 1;
      target.print(`pass  ${promise}`);
    } catch (error) {
      failed += 1;
      target.print(`FAIL  ${promise}: ${(error as Error).message}`);
    }
  }
  await host.tidy();
  return { passed, failed };
}

const CHECKS: readonly Check[] = [
  [
    'prepares a session with a blob, in time',
    async (host) => {
      const before = performance.now();
      await host.prepare();
      const took = Math.round(performance.now() - before);
      that(took <= PREPARED_WITHIN_MS, `took ${took} ms`);
    },
  ],
  [
    'gives the same session and blob when the same call is prepared again',
    async (host) => {
      const [first, second] = [await host.prepare(), await host.prepare()];
      that(first.mediaSessionId === second.mediaSessionId, 'another session');
      that(first.mediaConfig.blob === second.mediaConfig.blob, 'another blob');
    },
  ],
  [
    'gives another call another session',
    async (host) => {
      const other = randomUUID();
      that((await host.prepare(other)).mediaSessionId !== (await host.prepare()).mediaSessionId, 'the same session');
      status(await host.release(other), 204);
    },
  ],
  [
    'ignores members that it does not know',
    async (host) => {
      await host.prepare(host.callId, { addedLater: { deep: true } });
      await host.keep(false, 'never-opened', host.at(), { addedLater: 1 });
    },
  ],
  ['keeps nothing before it is told to', async (host) => keeps(await host.keep(false, 'p0'), false)],
  [
    'does not open a permit that was closed before it was opened',
    async (host) => keeps(await host.keep(true, 'p0'), false),
  ],
  ['keeps under a new permit', async (host) => keeps(await host.keep(true, 'p1'), true)],
  [
    'says the same, since the same time, when told again',
    async (host) => {
      const [first, second] = [await host.keep(true, 'p1'), await host.keep(true, 'p1')];
      keeps(second, true);
      that(first.since === second.since, 'another since');
    },
  ],
  [
    'ignores a start that is older than the last order',
    async (host) => keeps(await host.keep(true, 'old', host.at(600)), false),
  ],
  ['and still keeps under the newer permit', async (host) => keeps(await host.keep(true, 'p1'), true)],
  ['stops when told', async (host) => keeps(await host.keep(false, 'p1'), false)],
  ['says so again when told again', async (host) => keeps(await host.keep(false, 'p1'), false)],
  ['never reopens a closed permit', async (host) => keeps(await host.keep(true, 'p1'), false)],
  [
    'opens again under another permit, and closes it',
    async (host) => {
      keeps(await host.keep(true, 'p2'), true);
      keeps(await host.keep(false, 'p2'), false);
    },
  ],
  ...refusedBodies(),
  ...refusedTokens(),
  ['has the session still, after all that', async (host) => keeps(await host.keep(false, 'p5'), false)],
  ['releases the session (204)', async (host) => status(await host.release(), 204)],
  ['releases it again (204)', async (host) => status(await host.release(), 204)],
  [
    'knows no order for a session that is gone (404)',
    async (host) => {
      const body = { keep: true, permitId: 'p6', at: host.at() };
      status(await host.send({ method: 'PUT', path: host.path('/keep'), body }), 404);
    },
  ],
  [
    'makes a new session when the call is prepared after its release',
    async (host) => {
      const old = host.path();
      await host.prepare();
      that(host.path() !== old, 'the same session id');
    },
  ],
];
