import { parseArgs } from 'node:util';

/** What `npm run bench` measures. */
const USUAL = [
  'ceiling',
  'throughput',
  'answers',
  'answers-200',
  'storm',
  'notifications',
  'joinings',
  'admin',
  'reading',
  'start',
] as const;
/** And what is asked for by name, because a round of each takes up to a quarter of an hour. */
export const PARTS = [...USUAL, 'replicas', 'soak', 'history'] as const;
export type Part = (typeof PARTS)[number];

/** In the place of a part. */
const ALL = 'all';

export interface Options {
  parts: readonly Part[];
  /** Every figure is the median of so many measurements. */
  rounds: number;
  /** How many recorders take the load; null: two, and four for joinings. */
  recorders: number | null;
  /** How many sessions the history has. */
  sessions: number;
  /** Ten seconds of load instead of a minute: to try it out, not to publish. */
  quick: boolean;
  /** CPU profiles of the recorders and what is in them, beside the figures. Slows them down: not to publish either. */
  profile: boolean;
}

export const USAGE = `npm run bench -- [--part ${[...PARTS, ALL].join('|')}]... [--rounds N] [--recorders 1-4] [--sessions N] [--quick] [--profile]`;

/** Throws with a sentence about the first argument that is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      part: { type: 'string', multiple: true },
      rounds: { type: 'string', default: '3' },
      recorders: { type: 'string' },
      sessions: { type: 'string', default: '1000000' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1 on');
  const recorders = values.recorders === undefined ? null : Number(values.recorders);
  if (recorders !== null && ![1, 2, 3, 4].includes(recorders))
    throw new Error('--recorders takes a number from 1 to 4');
  const sessions = Number(values.sessions);
  if (!Number.isInteger(sessions) || sessions < 10_000) throw new Error('--sessions takes a number from 10000 on');
  const parts = values.part ? partsOf(values.part) : USUAL;
  return { parts, rounds, sessions, recorders, quick: values.quick, profile: values.profile };
}

/** Each once and in the order of the table, whatever the order in which they are asked for. */
function partsOf(named: readonly string[]): readonly Part[] {
  const unknown = named.find((name) => name !== ALL && !PARTS.some((part) => part === name));
  if (unknown !== undefined) throw new Error(`There is no part ${unknown}`);
  return PARTS.filter((part) => named.includes(part) || named.includes(ALL));
}
