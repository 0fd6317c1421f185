import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { STORM } from './weather.js';

export interface Options {
  /** Draws everything: who calls, what is lost, who dies when. */
  seed: string;
  /** How long calls come and programs die; unless so many invitations are asked for. */
  minutes: number;
  invites: number | null;
  perSecond: number;
  /** Of the calls, the share that has speech; the others have a frame of it now and then, which costs next to nothing. */
  speech: number;
  /** Seconds between two strikes at recorders and media hosts. */
  every: number;
  /** Of the strikes, the share that kills; the others stop a program for a while. */
  kills: number;
  /** Graph says of calls that are up that there are none such; media hosts are left alone, as a second witness would lie too. */
  doubts: boolean;
  /** What has not been noticed so many seconds after the end never will be. */
  settle: number;
  /** A guard that is taken out of the recorder before it is tried (docs/reliability.md). */
  broken: string | null;
}

export const USAGE =
  'npm run chaos -- [--minutes N] [--seed S] [--invites N] [--per-second N] [--speech SHARE] [--every SECONDS] [--kills SHARE] [--doubts] [--settle SECONDS] [--broken <guard>]   (guards: npm run chaos:broken)';

/** As much as two cores carry with four recorders and four media hosts that keep dying. */
const PER_SECOND = 5;

/** @throws Error when an option is unknown or out of range */
export function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(randomInt(1_000_000)) },
      invites: { type: 'string' },
      'per-second': { type: 'string', default: String(PER_SECOND) },
      speech: { type: 'string', default: '0.03' },
      every: { type: 'string', default: String(STORM.everyMs / 1_000) },
      kills: { type: 'string', default: String(STORM.kills) },
      doubts: { type: 'boolean', default: false },
      settle: { type: 'string', default: '150' },
      broken: { type: 'string' },
    },
  });
  const perSecond = number('--per-second', values['per-second'], 1, 200);
  return {
    seed: values.seed,
    minutes: number('--minutes', values.minutes, 0.1, 600),
    invites: values.invites === undefined ? null : number('--invites', values.invites, 1, 50_000),
    perSecond,
    speech: number('--speech', values.speech, 0, 1),
    every: number('--every', values.every, 0.5, 600),
    kills: number('--kills', values.kills, 0, 1),
    doubts: values.doubts,
    settle: number('--settle', values.settle, 1, 600),
    broken: values.broken ?? null,
  };
}

function number(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= least && value <= most) return value;
  throw new Error(`${name} takes a number from ${least} to ${most}`);
}
