import { z } from 'zod';
import { SeededRandom } from '../random.js';

/** No page and no post shows a joining on the wire (protocol §6.3), so each open question is a choice here. */
export const joiningWay = z.object({
  /** To the callbackUri of the leg that is asked, or to the global calling webhook. */
  deliver: z.enum(['callback', 'webhook']).default('callback'),
  form: z.enum(['envelope', 'bare']).default('envelope'),
  /** Whether the path names the leg that is asked, the joining's own call, or no call. A bare body has no path. */
  path: z.enum(['existing', 'joining', 'none']).default('existing'),
  /** Instead of the three above: one of the ways by which the leg is always found, drawn for each joining. */
  drawn: z.boolean().default(false),
  /** The same notification under further message ids, so many times. */
  repeats: z.number().int().min(0).max(10).default(0),
  repeatAfterMs: z.number().min(0).max(10_000).default(0),
  /** The user has left again, and that is told before the joining. */
  leftFirst: z.boolean().default(false),
  /** Users whom a full leg sends to a new bot: invited by one invitation at a time, or each by one of their own. */
  spills: z.enum(['oneByOne', 'together']).default('oneByOne'),
});
export type JoiningWay = z.infer<typeof joiningWay>;

/** As far as the documents lean. */
export const USUAL_WAY: JoiningWay = joiningWay.parse({});

const FINDABLE = [
  { deliver: 'callback', form: 'envelope', path: 'existing' },
  { deliver: 'callback', form: 'envelope', path: 'joining' },
  { deliver: 'callback', form: 'envelope', path: 'none' },
  { deliver: 'callback', form: 'bare', path: 'none' },
  { deliver: 'webhook', form: 'envelope', path: 'existing' },
] as const;

/** The way of one joining. */
export function drawnWay(way: JoiningWay, seed: string): JoiningWay {
  return way.drawn ? { ...way, ...new SeededRandom(seed).pick(FINDABLE) } : way;
}
