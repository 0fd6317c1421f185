import { parseArgs } from 'node:util';

export const PARTS = ['ceiling', 'answers', 'notifications', 'start'] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  parts: readonly Part[];
  /** Every figure is the median of so many measurements. */
  rounds: number;
  /** As many recorders as `npm start` runs, or one. */
  recorders: 1 | 2;
  /** Ten seconds of load instead of a minute: to try it out, not to publish. */
  quick: boolean;
  /** CPU profiles of the recorders beside the figures. Slows them down: not to publish either. */
  profile: boolean;
}

export const USAGE = `npm run bench -- [--part ceiling|answers|notifications|start] [--rounds N] [--recorders 1|2] [--quick] [--profile]`;

/** Throws with a sentence about the first argument that is not understood. */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      part: { type: 'string' },
      rounds: { type: 'string', default: '1' },
      recorders: { type: 'string', default: '2' },
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  });
  const parts = PARTS.filter((part) => values.part === undefined || values.part === part);
  if (parts.length === 0) throw new Error(`There is no part ${values.part}`);
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a number from 1 on');
  if (values.recorders !== '1' && values.recorders !== '2') throw new Error('--recorders takes 1 or 2');
  const recorders = values.recorders === '1' ? 1 : 2;
  return { parts, rounds, recorders, quick: values.quick, profile: values.profile };
}
