import { z } from 'zod';
import { label, sentence } from './common.js';

export const httpStatus = z.int().min(100).max(599);

/** RFC 9457. `type` and `code` are stable; `title` and `detail` are for people. */
export const problem = z
  .object({
    type: label.meta({ examples: ['urn:witness:problem:recording.no-such-session'] }),
    title: label,
    status: httpStatus,
    code: label.meta({ examples: ['recording.no-such-session'] }),
    detail: sentence.optional(),
    facts: z
      .record(label, z.unknown())
      .optional()
      .meta({ description: 'What explains the refusal, e.g. `parameters: [{ name, reason }]` of an invalid request.' }),
  })
  .meta({ id: 'Problem' });
