import { z } from 'zod';

/** RFC 9457. `type` and `code` are stable; `title` and `detail` are for people. */
export const problem = z
  .object({
    type: z.string().meta({ examples: ['urn:witness:problem:recording.no-such-session'] }),
    title: z.string(),
    status: z.number().int(),
    code: z.string().meta({ examples: ['recording.no-such-session'] }),
    detail: z.string().optional(),
    facts: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ description: 'What explains the refusal, e.g. `parameters: [{ name, reason }]` of an invalid request.' }),
  })
  .meta({ id: 'Problem' });
