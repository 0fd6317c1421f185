import { z } from 'zod';
import type { Stage } from './stage.js';

export const playRequest = z.object({
  seed: z.union([z.number().int(), z.string()]).optional(),
  overrides: z
    .object({
      tenantId: z.guid().optional(),
      /** Teams' own string; the story's policy is used unless it is given. */
      policyIdentifier: z.string().optional(),
      applicationInstanceId: z.string().optional(),
      /** How long people talk, for stories that have talk. */
      talkSeconds: z.number().positive().max(3_600).optional(),
      /** False: media is dialled, but nobody talks. */
      audio: z.boolean().optional(),
      /** Merged into the call of the first invitation. */
      call: z.record(z.string(), z.unknown()).optional(),
    })
    .default({}),
});
export type PlayRequest = z.infer<typeof playRequest>;

/** A story about a call: what happens, and what a recorder is expected to do. */
export interface Scenario {
  name: string;
  title: string;
  /** The story, step by step, for people. */
  explain: readonly string[];
  /** Rejects with Unexpected when the recorder did something else. */
  play(stage: Stage): Promise<void>;
}

/** The recorder did not do what the story expects. */
export class Unexpected extends Error {}
