import type { StopMode } from '@app/platform';
import { SeededRandom } from '../../apps/graph-simulator/src/random.js';

/** Something that befalls the system, so long after the storm has begun. */
export type Strike = { atMs: number } & (
  | { kind: 'kill'; role: 'recorder' | 'mediaHost'; index: number }
  | { kind: 'stop'; role: 'recorder' | 'mediaHost'; index: number; forMs: number }
  | { kind: 'database'; mode: StopMode; downMs: number }
);

export interface Climate {
  recorders: number;
  mediaHosts: number;
  /** False: the media hosts run, and only recorders are struck. */
  strikesMediaHosts: boolean;
  /** A recorder or media host is killed or stopped so often. */
  everyMs: number;
  /** Of those, the share that dies. */
  kills: number;
  /** A stopped program stands still for no longer. */
  stopMs: number;
  /** Null: Postgres is left alone. */
  database: { everyMs: number; downMs: number } | null;
}

export const STORM: Climate = {
  recorders: 4,
  mediaHosts: 4,
  strikesMediaHosts: true,
  everyMs: 2_000,
  kills: 0.25,
  stopMs: 3_000,
  database: { everyMs: 45_000, downMs: 5_000 },
};

/** What befalls the system, from the seed alone, for as long as wished. */
export function* weather(seed: string, climate: Climate): Generator<Strike, never> {
  const random = new SeededRandom(`${seed}/weather`);
  const whole = (below: number): number => Math.floor(random.next() * below);
  const database = climate.database;
  let restartAt = database ? database.everyMs * random.between(0.3, 1) : Infinity;
  for (let turn = 1; ; turn += 1) {
    const atMs = turn * climate.everyMs;
    if (database && restartAt <= atMs) {
      const mode = random.pick(['fast', 'immediate']);
      // A restart as pg_ctl does it, or an outage.
      const downMs = random.chance(0.5) ? 0 : Math.round(random.between(0, database.downMs));
      yield { atMs: Math.round(restartAt), kind: 'database', mode, downMs };
      restartAt += database.everyMs * random.between(0.7, 1.3);
    }
    const isRecorder = random.chance(0.6) || !climate.strikesMediaHosts;
    const role = isRecorder ? 'recorder' : 'mediaHost';
    const index = whole(isRecorder ? climate.recorders : climate.mediaHosts);
    if (random.chance(climate.kills)) yield { atMs, kind: 'kill', role, index };
    else yield { atMs, kind: 'stop', role, index, forMs: Math.round(random.between(200, climate.stopMs)) };
  }
}
