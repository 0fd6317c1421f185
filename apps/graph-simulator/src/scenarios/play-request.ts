import { z } from 'zod';

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
      /** How many users under policy come, for stories of many. */
      people: z.number().int().min(2).max(2_000).optional(),
      /** They come together rather than one after another. */
      together: z.boolean().optional(),
      /** False: media is dialled, but nobody talks. */
      audio: z.boolean().optional(),
      /** Merged into the call of the first invitation. */
      call: z.record(z.string(), z.unknown()).optional(),
    })
    .default({}),
});
export type PlayRequest = z.infer<typeof playRequest>;
