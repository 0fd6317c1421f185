import fc from 'fast-check';
import { expect, it } from 'vitest';
import { GateWorld, type Fate } from './gate-world.fixture.js';
import { after, answered, sent } from './recording-session.fixture.js';

const STEPS = [
  ...(['establishing', 'established', 'hold', 'terminating', 'ended', 'mediaLost', 'firstMedia', 'alone'] as const),
  ...(['missed', 'longAfter'] as const),
  // Most of the time somebody works on the queue; a crash leaves the command to be run again.
  ...(['run', 'run', 'run', 'runAndCrash', 'runBeside'] as const),
];
const steps = fc.array(fc.constantFrom(...STEPS), { minLength: 5, maxLength: 40 });
/** Most calls begin answered; of some the answer has left, and they may be filed as missed before Teams says otherwise. */
const beginnings = fc.constantFrom(answered, answered, sent);
const fates = fc.array(fc.constantFrom<Fate>('done', 'done', 'doneUnheard', 'failed'), { maxLength: 30 });

/** Lets everything that needs no far side come to rest. */
const settle = () => new Promise((rest) => setImmediate(rest));

/** One random history: facts in any order, repeated; commands run, crash, or run twice side by side. */
async function play(world: GateWorld, scheduler: fc.Scheduler, history: (typeof STEPS)[number][]): Promise<void> {
  const running: Promise<void>[] = [];
  let passed = 2_000;
  for (const step of history) {
    const at = after((passed += step === 'longAfter' ? 60_000 : 100));
    switch (step) {
      case 'run':
      case 'runAndCrash':
        running.push(world.runHead(step === 'runAndCrash'));
        await settle();
        if (scheduler.count() > 0) await scheduler.waitOne();
        break;
      case 'runBeside':
        // Its lease ran out while it was paused: another replica runs the same command, and then it wakes.
        running.push(world.runHead(false), world.runHead(false));
        break;
      case 'ended':
        world.change((session) => session.noteEnded({ by: 'teams', code: 200, subcode: 0, message: null }, at));
        break;
      case 'longAfter':
        break;
      case 'missed':
        world.change((session) => session.noteMissed('callGone', null, at));
        break;
      case 'mediaLost':
        world.change((session) => session.noteMediaLost(at));
        break;
      case 'firstMedia':
        world.change((session) => session.noteFirstMedia(at));
        break;
      case 'alone':
        world.change((session) => {
          session.noteSeats(['p1'], 0, at);
          session.hangUpWhenAlone(at, new Date(at.getTime() + 60_000));
        });
        break;
      case 'establishing':
      case 'established':
      case 'hold':
      case 'terminating':
        world.change((session) => session.noteCallState(step, at));
    }
    await settle();
  }
  await scheduler.waitAll();
  await Promise.all(running);
}

it('keeps no media before Graph confirmed recording, and none once it was told otherwise', async () => {
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), steps, fates, beginnings, async (scheduler, history, fate, begin) => {
      const world = new GateWorld(scheduler, fate, begin());

      await play(world, scheduler, history);

      if (world.everKept) kept += 1;
      expect(world.violations).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
  // The histories reach the state that the property is about.
  expect(kept).toBeGreaterThan(20);
}, 60_000);

it('holds as well for a call that Teams sets up after it was filed as missed', async () => {
  let kept = 0;
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), steps, fates, async (scheduler, history, fate) => {
      const world = new GateWorld(scheduler, fate, sent());

      await play(world, scheduler, ['missed', 'establishing', ...history]);

      expect(world.wasRevived).toBe(true);
      if (world.everKept) kept += 1;
      expect(world.violations).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
  expect(kept).toBeGreaterThan(10);
}, 60_000);

it('keeps nothing, and has told Graph nothing false, once the queue of an ended call is worked off', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), steps, fates, beginnings, async (scheduler, history, fate, begin) => {
      const world = new GateWorld(scheduler, fate, begin());

      await play(world, scheduler, [...history, 'ended']);
      for (let round = 0; world.queue.length > 0 && round < 200; round += 1) {
        const run = world.runHead(false);
        await settle();
        await scheduler.waitAll();
        await run;
      }

      expect(world.queue).toHaveLength(0);
      expect(world.hostKeeps).toBe(false);
      expect(world.violations).toEqual([]);
    }),
    { numRuns: 500 },
  );
}, 60_000);
